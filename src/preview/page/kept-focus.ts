/** Carries the focus from a row that is drawn anew to its successor. */
export interface KeptFocus {
  /** To be called before the old row is taken away. */
  carry(key: string, old: HTMLElement, current: HTMLElement): void;
}

/**
 * What carries the focus to the same control (by its `data-slot`) or, where that is gone or switched off, to the
 * first one that works, or else to the fallback.
 */
export function keptFocus(fallback: HTMLElement): KeptFocus {
  let wanted: { key: string; slot: string | undefined } | undefined;
  return {
    carry(key, old, current) {
      const { activeElement } = document;
      if (old.contains(activeElement)) wanted = { key, slot: (activeElement as HTMLElement).dataset.slot };
      const mine = wanted;
      if (mine?.key !== key) return;
      // The components draw themselves a moment later; until then nothing in them can take the focus.
      setTimeout(() => {
        if (wanted !== mine || !current.isConnected) return;
        wanted = undefined;
        if (document.activeElement !== document.body) return;
        const controls = [...current.querySelectorAll<HTMLElement>('[data-slot]:not([disabled])')];
        const same = controls.find((each) => each.dataset.slot === mine.slot);
        (same ?? controls[0] ?? fallback).focus();
      });
    },
  };
}
