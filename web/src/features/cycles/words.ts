import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ApplicationStatus, CyclePhase } from "../../api/types";
import type { Tone } from "../../ui/Badge";

export const PHASE_WORDS: Record<CyclePhase, MessageDescriptor> = {
  submission: msg`Submission`,
  frozen: msg`Frozen`,
  preprocessing: msg`Preprocessing`,
  batch_prep: msg`Batch preparation`,
  processing: msg`Processing`,
  scored: msg`Scored`,
  selection: msg`Selection`,
  published: msg`Published`,
  completed: msg`Completed`,
};

export const APPLICATION_WORDS: Record<ApplicationStatus, MessageDescriptor> = {
  submitted: msg`Submitted`,
  withdrawn: msg`Withdrawn`,
  set_aside: msg`Set aside`,
  scored: msg`Scored`,
  selected: msg`Selected`,
  not_selected: msg`Not selected`,
};

export const APPLICATION_TONES: Record<ApplicationStatus, Tone | undefined> = {
  submitted: undefined,
  withdrawn: undefined,
  set_aside: "warn",
  scored: undefined,
  selected: "open",
  not_selected: "bad",
};
