'use client'

import { MarkPill } from '@/components/workshops/mark-sign'
import { useRegisterWords } from '@/components/workshops/register-words'
import type { PackDispute, PackPerson, PackWord } from '@/lib/sync/pack'
import { usePhoneWords } from './phone-words'

type Props = { disputes: PackDispute[]; people: PackPerson[] }

/** Where two people recorded different things on one sheet: both are shown here, and the office settles it. */
export function Disputes({ disputes, people }: Props) {
  const { t, say } = usePhoneWords()
  if (disputes.length === 0) return null
  const about = (place: string) => {
    const field = place.split(':').at(-1) as keyof typeof t.disputes.field
    return (
      t.disputes.field[field] ?? people.find(({ personId }) => personId === place)?.name ?? t.disputes.gone
    )
  }
  return (
    <details className="mb-3 rounded-lg border border-line bg-saffron-wash">
      <summary className="flex min-h-touch cursor-pointer items-center px-3 text-sm font-semibold text-saffron-ink">
        ! {say(t.disputes.title, { n: disputes.length })}
      </summary>
      <div className="grid gap-3 border-t border-line bg-surface p-3">
        <p className="text-sm text-ink-2">{t.disputes.line}</p>
        <dl className="grid gap-3">
          {disputes.map(({ place, words }) => (
            <div key={place}>
              <dt className="font-medium">
                <bdi>{about(place)}</bdi>
              </dt>
              {words.map((word, at) => (
                <dd
                  key={at}
                  className="flex flex-wrap items-center gap-x-2 gap-y-1 border-s-2 border-line ps-2 pt-1 text-sm"
                >
                  <Word word={word} />
                  <span className="text-ink-2">
                    {word.mine ? t.disputes.mine : <bdi>{word.by || t.disputes.other}</bdi>}
                    {at === 0 ? ` · ${t.disputes.stands}` : null}
                  </span>
                </dd>
              ))}
            </div>
          ))}
        </dl>
      </div>
    </details>
  )
}

function Word({ word }: { word: PackWord }) {
  const { t, say } = usePhoneWords()
  const { t: register, mark: marked } = useRegisterWords()
  switch (word.kind) {
    case 'mark':
      return (
        <>
          <MarkPill mark={word.mark} words={marked(word.mark)} />
          {word.mark?.reason ? <span>{register.reason[word.mark.reason]}</span> : null}
        </>
      )
    case 'head':
      return <b>{word.count === null ? t.disputes.later : say('{n}', { n: word.count })}</b>
    case 'act':
      return <b>{word.outcome === 'cancel' ? t.disputes.cancel : t.disputes.submit}</b>
    case 'text':
      return word.text === '' ? (
        <span className="text-ink-2">{t.disputes.empty}</span>
      ) : (
        <bdi className="whitespace-pre-line break-words">{word.text}</bdi>
      )
  }
}
