import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  createCacheStore
} from "./chunk-VTPCU4SQ.js";
import "./chunk-T3WZDPH2.js";
import "./chunk-37YRGYYE.js";
import "./chunk-A5UK3EUZ.js";
export {
  createCacheStore
};
