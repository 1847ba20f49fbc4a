export type { ThreadAddress } from "../../domain/page.ts";
