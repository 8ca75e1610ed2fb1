/** A number to call. `code` also names its texts (public.help.<code>.name and .for). */
export type HelpLine = { code: string; phone: string; checkedOnIso: string }

/** National numbers, with the day each was last checked. */
export const HELP_LINES: HelpLine[] = [
  { code: '123', phone: '123', checkedOnIso: '2026-11-22' },
  { code: '1480', phone: '1480', checkedOnIso: '2026-11-22' },
  { code: '115', phone: '115', checkedOnIso: '2026-11-22' },
  { code: '110', phone: '110', checkedOnIso: '2026-11-22' },
]
