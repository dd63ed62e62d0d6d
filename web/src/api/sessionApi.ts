import { isApiError } from "./errors";
import { answer, http } from "./http";
import type { components } from "./schema.gen";
import type { Me } from "./types";

export type ProfileChange = components["schemas"]["ProfileIn"];

export const login = (email: string, password: string) =>
  answer(http.POST("/api/auth/login", { body: { email, password } }));

export const logout = () => answer(http.POST("/api/auth/logout"));

export const redeemToken = (token: string, password: string) =>
  answer(http.POST("/api/auth/token", { body: { token, password } }));

export const changeMe = (change: ProfileChange) => answer(http.PATCH("/api/auth/me", { body: change }));

export const getOffice = () => answer(http.GET("/api/office"));

/** Null when nobody is signed in: that is an answer, not an error. */
export async function getMe(): Promise<Me | null> {
  try {
    return await answer(http.GET("/api/auth/me"));
  } catch (error) {
    if (isApiError(error) && error.status === 401) return null;
    throw error;
  }
}
