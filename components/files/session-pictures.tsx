import { AnswerForm } from '@/components/access/answer-form'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { boxLook } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import type { ActionResult } from '@/lib/access/answer'

export type PictureView = { fileId: string; src: string; title: string; line: string }
type Props = {
  pictures: PictureView[]
  /** Where a new one is posted to; null for who may only look. */
  postTo: string | null
  kinds: { value: string; label: string }[]
  /** Why the last one was refused. */
  refused: string | null
  remove: (before: unknown, form: FormData) => Promise<ActionResult<unknown>>
  size: 'office' | 'field'
  words: Record<
    'title' | 'none' | 'hint' | 'file' | 'kind' | 'add' | 'view' | 'remove' | 'error' | 'success',
    string
  >
}

/** Pictures and papers of a session in one place: to see, to add, to remove. A plain form, so that it works without scripts. */
export function SessionPictures({ pictures, postTo, kinds, refused, remove, size, words }: Props) {
  return (
    <Card id="pictures" title={words.title}>
      <div className="grid gap-4">
        {refused ? (
          <Notice kind="error" kindLabel={words.error} live>
            {refused}
          </Notice>
        ) : null}
        {pictures.length === 0 ? <p className="text-sm text-ink-2">{words.none}</p> : null}
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-2">
          {pictures.map((picture) => (
            <li key={picture.fileId} className="grid content-start gap-1 text-sm">
              <a href={picture.src} target="_blank" rel="noreferrer">
                {/* biome-ignore lint/performance/noImgElement: it is not to be kept anywhere, so nothing may optimise it. */}
                <img
                  src={picture.src}
                  alt={`${words.view}: ${picture.title}`}
                  loading="lazy"
                  className="aspect-4/3 w-full rounded-md border border-line object-cover"
                />
              </a>
              <span className="font-medium">{picture.title}</span>
              <span className="text-ink-2">
                <bdi>{picture.line}</bdi>
              </span>
              {postTo ? (
                <span className="print:hidden">
                  <AnswerForm
                    action={remove}
                    hidden={{ fileId: picture.fileId }}
                    submit={words.remove}
                    words={{ error: words.error, success: words.success }}
                    look="quiet"
                    inline
                  />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        {postTo ? (
          <form
            action={postTo}
            method="post"
            encType="multipart/form-data"
            className="grid gap-3 print:hidden"
          >
            <div className="grid gap-1">
              <label htmlFor="file" className="text-sm font-semibold">
                {words.file}
              </label>
              <p id="file-hint" className="text-sm text-ink-2">
                {words.hint}
              </p>
              <input
                id="file"
                name="file"
                type="file"
                required
                accept="image/jpeg,image/png,image/webp"
                aria-describedby="file-hint"
                className={`${boxLook(size, false)} py-1.5 text-sm file:me-3 file:min-h-8 file:rounded-md file:border file:border-edge file:bg-sunk file:px-3 file:font-semibold file:text-ink`}
              />
            </div>
            <Select id="kind" label={words.kind} options={kinds} size={size} />
            <div>
              <Button type="submit" size={size}>
                {words.add}
              </Button>
            </div>
          </form>
        ) : null}
      </div>
    </Card>
  )
}
