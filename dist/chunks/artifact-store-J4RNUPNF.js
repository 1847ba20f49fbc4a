import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  createArtifactStore
} from "./chunk-6H6S26WG.js";
import "./chunk-QGO4EXWO.js";
import "./chunk-KY3H7T6O.js";
import "./chunk-T3WZDPH2.js";
import "./chunk-37YRGYYE.js";
import "./chunk-A5UK3EUZ.js";
export {
  createArtifactStore
};
