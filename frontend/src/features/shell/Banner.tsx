/** Says when the server is away or the session has ended. What is drawn stays. */
import { CloudOff, LogIn } from "lucide-react";
import { useEffect } from "react";
import { api, useConnection } from "@/api";
import { href } from "@/routing";

const ASK_EVERY = 4_000;

export function Banner() {
  const state = useConnection((connection) => connection.state);
  useEffect(() => {
    if (state === "fine") return;
    const timer = window.setInterval(() => api.get("session/").catch(() => undefined), ASK_EVERY);
    return () => window.clearInterval(timer);
  }, [state]);
  if (state === "fine") return null;
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center justify-center gap-2 bg-ink px-4 py-1.5 text-sheet"
    >
      {state === "offline" ? (
        <>
          <CloudOff size={14} aria-hidden />
          The server does not answer. What you draw is kept in this browser and saved when it is back.
        </>
      ) : (
        <>
          <LogIn size={14} aria-hidden />
          Your session has ended. What you drew is kept here.
          <a className="font-semibold underline" href={href("/sign-in/")} target="_blank" rel="noreferrer">
            Sign in again
          </a>
        </>
      )}
    </div>
  );
}
