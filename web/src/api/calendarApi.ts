import { answer, http } from "./http";

export const calendarState = () => answer(http.GET("/api/calendar"));
export const openCalendar = () => answer(http.POST("/api/calendar"));
export const closeCalendar = () => answer(http.DELETE("/api/calendar"));
