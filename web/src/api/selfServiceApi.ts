import { answer, http } from "./http";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type SelfService = Schemas["SelfServiceOut"];
export type NewSelfService = Schemas["SelfServiceIn"];
export type OfferedTimes = Schemas["OfferedTimes"];
export type Waiting = Schemas["Waiting"];
export type NewWaiting = Schemas["WaitListIn"];
export type WaitingStudent = Schemas["WaitingStudent"];

const ofCycle = (cycleId: string) => ({ params: { path: { cycle_id: cycleId } } });
const ofInterview = (id: string) => ({ params: { path: { interview_id: id } } });

export const readSelfService = (cycleId: string) =>
  answer(http.GET("/api/admin/cycles/{cycle_id}/self-service", ofCycle(cycleId)));
export const offerSelfService = (cycleId: string, body: NewSelfService) =>
  answer(http.PUT("/api/admin/cycles/{cycle_id}/self-service", { ...ofCycle(cycleId), body }));
export const endSelfService = (cycleId: string) =>
  answer(http.DELETE("/api/admin/cycles/{cycle_id}/self-service", ofCycle(cycleId)));
export const offeredTimes = (id: string) =>
  answer(http.GET("/api/student/interviews/{interview_id}/times", ofInterview(id)));
export const chooseTime = (id: string, time: string) =>
  answer(
    http.PUT("/api/student/interviews/{interview_id}/time", {
      ...ofInterview(id),
      body: { interview_time: time },
    }),
  );
export const joinWaitList = (id: string, body: NewWaiting) =>
  answer(http.PUT("/api/student/interviews/{interview_id}/wait-list", { ...ofInterview(id), body }));
export const leaveWaitList = (id: string) =>
  answer(http.DELETE("/api/student/interviews/{interview_id}/wait-list", ofInterview(id)));
export const readWaitList = (cycleId: string) =>
  answer(http.GET("/api/admin/cycles/{cycle_id}/wait-list", ofCycle(cycleId)));
