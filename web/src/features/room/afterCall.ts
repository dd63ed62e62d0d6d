import type { Role } from "../../call/types";

/** Where End Call leads (contract, section 6). */
export function afterCall(role: Role): string {
  switch (role) {
    case "student":
      return "/student/dashboard";
    case "admin":
      return "/admin/interviews";
    case "interviewer":
      return "/interviewer/dashboard";
  }
}
