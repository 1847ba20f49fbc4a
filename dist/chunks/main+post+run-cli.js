import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;

// src/report/with-remedy.ts
function withRemedy(message, remedy) {
  if (remedy === null || remedy === "") return message;
  const end = /[.!?…]["'”’)\]]*\s*$/u.test(message) ? "" : ".";
  return `${message.trimEnd()}${end} ${remedy}`;
}

export {
  withRemedy
};
