export type { CactusWiring } from "../../domain/page.ts";
