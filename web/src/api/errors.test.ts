import { describe, expect, it } from "vitest";
import { fromProblem } from "./errors";

describe("what the API refused", () => {
  it("keeps code, sentence and the first problem of each field", () => {
    const error = fromProblem(409, {
      type: "urn:vivavoce:error:interview_taken",
      title: "Conflict",
      status: 409,
      detail: "The time is taken.",
      code: "interview_taken",
      errors: [
        { field: "admin_id", code: "person_busy", message: "Ada is busy." },
        { field: "admin_id", code: "other", message: "And more." },
      ],
    });
    expect({ ...error, message: error.message }).toEqual({
      name: "ApiError",
      status: 409,
      code: "interview_taken",
      message: "The time is taken.",
      fields: { admin_id: { code: "person_busy", message: "Ada is busy." } },
    });
  });

  it("says in its own words what the framework says for programmers", () => {
    const errors = [
      { field: "name", code: "string_too_short", message: "String should have at least 1 character" },
    ];
    expect(fromProblem(422, { code: "invalid", detail: "…", errors }).fields["name"]?.message).toBe(
      "Fill this in.",
    );
  });

  it.each([null, "Bad gateway", { title: "Bad gateway" }, { errors: "none" }])(
    "reads %j from a proxy",
    (body) => {
      const codes = [500, 502, 503, 504].map((status) => fromProblem(status, body).code);
      expect(codes).toEqual(["broken_answer", "server_away", "server_away", "server_away"]);
    },
  );
});
