interface Turnstile {
  render(place: HTMLElement, options: { readonly sitekey: string }): string;
  reset(id: string): void;
}

declare global {
  interface Window {
    readonly turnstile?: Turnstile;
  }
}

/**
 * Has Turnstile put its token into a form once somebody writes there; nothing is loaded before.
 * Source: https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/#explicit-rendering
 */
export function turnstile(form: HTMLFormElement, sitekey: string | undefined) {
  let id: string | undefined;
  const place = form.querySelector<HTMLElement>(".comments-person");
  if (sitekey !== undefined && place !== null) {
    const load = () => {
      const script = document.createElement("script");
      script.src = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";
      script.addEventListener("load", () => {
        id = window.turnstile?.render(place, { sitekey });
      });
      document.head.append(script);
    };
    form.addEventListener("focusin", load, { once: true });
  }
  return {
    /** Each token is good for one comment. */
    reset() {
      if (id !== undefined) window.turnstile?.reset(id);
    },
  };
}
