export type KnotState = 'held' | 'cancelled' | 'next' | 'ahead' | 'waiting'

/** One session. `module` gives the shade, `label` is its name for the ear and the pointer («نشست ۱۲، …»). */
export type Knot = { state: KnotState; module: number; label?: string; href?: string }

const LOOKS: Record<KnotState, string> = {
  held: 'knot-held',
  cancelled: 'knot-cancelled',
  next: 'knot-next',
  ahead: 'knot-ahead',
  waiting: 'knot-waiting',
}

function lookOf(knot: Pick<Knot, 'state' | 'module'>): string {
  return knot.state === 'held' && knot.module % 2 === 1 ? 'knot-held-deep' : LOOKS[knot.state]
}

/** A knot in its row; a link where it leads to the sheet of its session. */
export function KnotBox({ knot, compact, spoken }: { knot: Knot; compact: boolean; spoken: string }) {
  const look = `knot ${compact ? 'h-3 ' : ''}${lookOf(knot)}`
  if (!knot.href) return <i className={look} />
  return (
    // biome-ignore lint/a11y/useAnchorContent: its name is the aria-label; a page holds hundreds of these
    <a
      href={knot.href}
      data-knot=""
      aria-label={spoken}
      title={spoken}
      className={`${look} max-sm:pointer-events-none hover:outline-2 hover:outline-offset-1 hover:outline-ink focus-visible:relative focus-visible:z-1`}
    />
  )
}

/** A knot in the legend. */
export function KnotSign({ state }: { state: KnotState }) {
  return <i aria-hidden="true" className={`inline-block h-3.5 w-5 rounded-knot inked ${LOOKS[state]}`} />
}
