/** Every action of the page in one list: the palette, the shortcuts and the sheet of shortcuts read it. */
import { useEffect } from "react";
import { create } from "zustand";

export interface Action {
  id: string;
  title: string;
  group: string;
  keys?: readonly string[];
  /** Works while text is being written too. */
  inText?: boolean;
  /** Left out of the palette: it only makes sense as a key. */
  keyOnly?: boolean;
  enabled?(): boolean;
  run(): void;
}

interface Registry {
  sources: Readonly<Record<string, readonly Action[]>>;
  palette: boolean;
  sheet: boolean;
}

export const useActions = create<Registry>(() => ({ sources: {}, palette: false, sheet: false }));

export function allActions(): Action[] {
  return Object.values(useActions.getState().sources).flat();
}

/** Offers actions while the component is there. */
export function useRegisterActions(source: string, actions: readonly Action[]): void {
  useEffect(() => {
    useActions.setState((state) => ({ sources: { ...state.sources, [source]: actions } }));
    return () => {
      useActions.setState((state) => {
        const { [source]: _gone, ...rest } = state.sources;
        return { sources: rest };
      });
    };
  }, [source, actions]);
}

export const openPalette = () => useActions.setState({ palette: true, sheet: false });
export const openSheet = () => useActions.setState({ sheet: true, palette: false });
