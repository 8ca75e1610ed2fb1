import { boxLook, describedBy, FieldFrame } from './field'

type Props = { id: string; label: string; hint?: string; accept: string }

/** A box for one file, named «file». */
export function FileBox({ id, label, hint, accept }: Props) {
  return (
    <FieldFrame id={id} label={label} hint={hint}>
      <input
        id={id}
        name="file"
        type="file"
        required
        accept={accept}
        aria-describedby={describedBy(id, hint, null)}
        className={`${boxLook('office', false)} py-1.5 file:me-3 file:min-h-8 file:rounded-md file:border file:border-edge file:bg-sunk file:px-3 file:font-semibold file:text-ink`}
      />
    </FieldFrame>
  )
}
