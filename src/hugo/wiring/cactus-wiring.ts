export type { CactusWiring } from "../../comment/page.ts";
