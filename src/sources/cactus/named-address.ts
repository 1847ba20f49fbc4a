import type { AddressOrigin } from "../../domain/address-origin.ts";

/** A homeserver's address, and who named it. */
export interface NamedAddress {
  readonly url: string;
  /** The user's input when left out. */
  readonly from?: AddressOrigin | undefined;
}

/** The address as the subject of a sentence, with its place where the user didn't give it. */
export function addressInWords({ url, from }: NamedAddress): string {
  switch (from?.by) {
    case "pages":
      return `${url}, as set in ${from.where},`;
    case "default":
      return `${url}, Cactus's public homeserver,`;
    default:
      return url;
  }
}

/** Where another address is given, if this one is wrong. */
export function howToCorrect({ from }: NamedAddress): string {
  switch (from?.by) {
    case "setting":
      return `The address is set by ${from.where}.`;
    case "pages":
      return "If the homeserver has another address, set homeserver-url: it wins over the pages.";
    case "default":
      return "It was asked because neither homeserver-url nor a page of the site names another; set homeserver-url and server-name if your comments are elsewhere.";
    default:
      return "The address is set by input homeserver-url.";
  }
}
