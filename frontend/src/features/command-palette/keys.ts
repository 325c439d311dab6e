/** Key presses as names ("mod+shift+z"), and whether the person is writing text at the moment. */

export interface KeyPress {
  key: string;
  code?: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** A sign that needs Shift on some keyboards and not on others is named by itself. */
const isSign = (key: string) => key.length === 1 && !/[a-z0-9 ]/i.test(key);

export function pressed(event: KeyPress, mac: boolean): string {
  const mod = mac ? event.metaKey : event.ctrlKey;
  let key = event.key.toLowerCase();
  if (key === " ") key = "space";
  // With Alt, some systems give another letter; the place of the key is what is meant.
  if (event.altKey && event.code?.startsWith("Key")) key = event.code.slice(3).toLowerCase();
  const parts = [mod && "mod", event.altKey && "alt", event.shiftKey && !isSign(key) && "shift", key];
  return parts.filter(Boolean).join("+");
}

export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}
