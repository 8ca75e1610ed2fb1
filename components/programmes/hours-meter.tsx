import { Meter } from '@/components/ui/meter'

/** Hours held on their way to the plan, with the numbers beside the bar. */
export function HoursMeter({ share, label, shown }: { share: number; label: string; shown: string }) {
  return (
    <span className="grid grid-cols-[minmax(4rem,1fr)_auto] items-center gap-3">
      <Meter share={share} label={label} />
      <span className="text-sm whitespace-nowrap tabular-nums" aria-hidden="true">
        {shown}
      </span>
    </span>
  )
}
