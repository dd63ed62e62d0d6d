import { isApiError } from "./errors";
import { send } from "./http";
import type { Me, Office } from "./types";

export type ProfileChange = {
  name?: string;
  time_zone?: string;
  password?: string;
  current_password?: string;
};

export const login = (email: string, password: string) =>
  send<Me>("POST", "/api/auth/login", { body: { email, password } });

export const logout = () => send<null>("POST", "/api/auth/logout");

export const redeemToken = (token: string, password: string) =>
  send<Me>("POST", "/api/auth/token", { body: { token, password } });

export const changeMe = (change: ProfileChange) => send<Me>("PATCH", "/api/auth/me", { body: change });

export const getOffice = () => send<Office>("GET", "/api/office");

/** Null when nobody is signed in: that is an answer, not an error. */
export async function getMe(): Promise<Me | null> {
  try {
    return await send<Me>("GET", "/api/auth/me");
  } catch (error) {
    if (isApiError(error) && error.status === 401) return null;
    throw error;
  }
}
