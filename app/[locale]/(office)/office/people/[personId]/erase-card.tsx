import { erase } from '@/app/_actions/erase'
import { Card } from '@/components/ui/card'
import { FieldsForm } from '@/components/ui/fields-form'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { personErasure } from '@/db/queries/people/erasure'
import type { PersonPage } from '@/db/queries/people/person-page'
import { reading } from '@/db/transaction'
import { type Actor, actorCan, scopeOf } from '@/lib/access/actor'
import { stepUpDue } from '@/lib/access/factor'
import { secondFactorPath } from '@/lib/access/way-in'
import { ERASURE_WAYS, hindranceOf } from '@/lib/people/erasure'
import { sentenceOf } from '@/lib/server/said'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

type Props = { actor: Actor; person: PersonPage; here: string; open: boolean; t: Words; locale: Locale }

/** Erasing somebody who asked for it: first the second factor, then what would go, then her name typed out. For the office that reviews her. */
export async function EraseCard({ actor, person, here, open, t, locale }: Props) {
  if (person.erasedOn)
    return (
      <Notice kindLabel={t('words.kind.info')} title={t('erasure.erased')}>
        {t('erasure.erasedOn', { day: formatDay(person.erasedOn, locale, 'long') })}
      </Notice>
    )
  if (!actorCan(actor, 'review', person)) return null
  const due = stepUpDue(actor, Date.now())
  if (due || !open)
    return (
      <Card id="erase" title={t('erasure.title')}>
        <p className="mb-3 max-w-measure text-sm text-ink-2">{t('erasure.line')}</p>
        <LinkButton href={due ? secondFactorPath(locale, `${here}?erase=1`) : `${here}?erase=1#erase`}>
          {t(due ? 'erasure.withFactor' : 'erasure.look')}
        </LinkButton>
      </Card>
    )
  const scope = scopeOf(actor)
  const plan = await reading(scope, (db) => personErasure(db, scope, person.personId))
  const hindrance = plan && hindranceOf(plan)
  return (
    <Card id="erase" title={t('erasure.title')}>
      {!plan || hindrance ? (
        <Notice kind="warn" kindLabel={t('words.kind.warn')} title={t('erasure.notNow')}>
          {sentenceOf(t, hindrance?.code ?? 'E-GEN-02', hindrance?.n ? { n: hindrance.n } : {}, locale)}
        </Notice>
      ) : (
        <div className="grid gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <List
              title={t('erasure.goes')}
              lines={[
                t('erasure.going.name'),
                t('erasure.going.notes'),
                t('erasure.going.cards'),
                t('erasure.going.files', { n: formatNumber(plan.files, locale) }),
              ]}
            />
            <List
              title={t('erasure.stays')}
              lines={[t('erasure.staying.marks'), t('erasure.staying.figures'), t('erasure.staying.audit')]}
            />
          </div>
          <FieldsForm
            action={erase}
            hidden={{ personId: person.personId }}
            idPrefix="erase-"
            submit={t('erasure.submit')}
            words={{ error: t('words.kind.error'), success: t('words.kind.success') }}
            fields={[
              {
                kind: 'select',
                name: 'how',
                label: t('erasure.how'),
                options: ERASURE_WAYS.map((value) => ({ value, label: t(`erasure.way.${value}`) })),
              },
              {
                kind: 'text',
                name: 'name',
                label: t('erasure.name'),
                hint: t('erasure.nameHint'),
                required: true,
                maxLength: 200,
              },
              { kind: 'check', name: 'sure', label: t('erasure.sure'), required: true },
            ]}
          />
        </div>
      )}
    </Card>
  )
}

function List({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ul className="list-disc ps-5 text-sm">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
