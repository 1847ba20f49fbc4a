import { defineMessages } from "../domain/message-catalogue.ts";

/** What is reported about the checkpoint. */
export const checkpointMessages = defineMessages({
  "checkpoint-not-written": {
    severity: "error",
    message: ({ file, reason }: { file: string; reason: string }) =>
      `The checkpoint ${file} could not be written: ${reason}.`,
    remedy:
      "Free some space or grant write permission there, or choose another file with the input checkpoint-file; then run it again. No imported comment is lost or duplicated.",
  },
  "checkpoint-not-read": {
    severity: "error",
    message: ({ file, reason }: { file: string; reason: string }) =>
      `The checkpoint ${file} could not be read: ${reason}.`,
    remedy:
      "Make sure that it is a readable file, or choose another one with the input checkpoint-file.",
  },
  "checkpoint-of-another-migration": {
    severity: "error",
    message: ({ file, found, expected }: { file: string; found: string; expected: string }) =>
      `The checkpoint ${file} belongs to another migration: it is for ${found}, but this run is for ${expected}.`,
    remedy:
      "Choose another file with the input checkpoint-file, or set resume: restart to start over with this one.",
  },
  "checkpoint-in-use": {
    severity: "error",
    message: ({ file }: { file: string }) =>
      `The checkpoint ${file} is in use by another migration on this machine.`,
    remedy:
      "Wait until that migration has finished, or choose another file with the input checkpoint-file.",
  },
  "checkpoint-required": {
    severity: "error",
    message: ({ checkpoint, refusals }: { checkpoint: string; refusals: string }) =>
      `There is no ${checkpoint} to resume from, and resume is set to required.${refusals}`,
    remedy:
      "Set resume to auto: comments already in the database are recognised, so nothing is duplicated.",
  },
  "checkpoint-too-new": {
    severity: "error",
    message: ({ file, version, newest }: { file: string; version: string; newest: string }) =>
      `The checkpoint ${file} was written by a newer release: it has version ${version}, and this release reads versions up to ${newest}.`,
    remedy:
      "Use the newer release, choose another file with the input checkpoint-file, or set resume: restart to start over.",
  },
});
