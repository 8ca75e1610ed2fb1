import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { AuditActor } from '@/db/queries/audit'
import { jalaliOf, jalaliText } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { localDigits } from '@/lib/shared/number'
import type { Asked } from './asked'
import { actionWord, entityWord } from './present'

type Props = {
  asked: Asked
  actions: string[]
  entities: string[]
  actors: AuditActor[]
  /** Today, for the example of how a day is written. */
  today: string
  base: string
  t: Words
  locale: Locale
}

/** The filter: a plain form whose answers stand in the address. */
export function FilterForm({ asked, actions, entities, actors, today, base, t, locale }: Props) {
  const { typed, bad } = asked
  const { y, m, d } = jalaliOf(today)
  const example = localDigits(jalaliText(y, m, d), locale)
  const day = (name: 'from' | 'to') => (
    <Field
      id={name}
      label={t(`audit.${name}`)}
      hint={t('audit.dayHint', { example })}
      error={bad[name] ? t('audit.badDay', { example }) : undefined}
      defaultValue={typed[name] ?? ''}
      inputMode="numeric"
      autoComplete="off"
      dir="ltr"
      className="rtl:text-end"
    />
  )
  return (
    <search aria-label={t('audit.filter')} className="print:hidden">
      <form action={base} className="mb-5 grid grid-cols-2 items-end gap-3 lg:grid-cols-3">
        <div className="col-span-2 lg:col-span-1">
          <Select
            id="action"
            label={t('audit.what')}
            defaultValue={typed.action ?? ''}
            options={options(t('audit.anyAction'), actions, typed.action, (action) => actionWord(action, t))}
          />
        </div>
        <Select
          id="actor"
          label={t('audit.who')}
          defaultValue={typed.actor ?? ''}
          options={[
            { value: '', label: t('audit.anyActor') },
            ...actors.map((actor) => ({ value: actor.userId, label: actor.name })),
          ]}
        />
        {typed.id && typed.entity ? (
          <>
            <input type="hidden" name="entity" value={typed.entity} />
            <input type="hidden" name="id" value={typed.id} />
          </>
        ) : (
          <Select
            id="entity"
            label={t('audit.where')}
            defaultValue={typed.entity ?? ''}
            options={options(t('audit.anyEntity'), entities, typed.entity, (entity) => entityWord(entity, t))}
          />
        )}
        {day('from')}
        {day('to')}
        <div className="col-span-2 flex flex-wrap items-center gap-4 lg:col-span-1">
          <Button type="submit" look="plain">
            {t('audit.apply')}
          </Button>
          {Object.keys(typed).length > 0 ? <a href={base}>{t('audit.clear')}</a> : null}
        </div>
      </form>
    </search>
  )
}

/** The codes known, and the one asked for though it has no word yet. */
function options(any: string, codes: string[], asked: string | undefined, word: (code: string) => string) {
  const all = asked && !codes.includes(asked) ? [...codes, asked] : codes
  return [
    { value: '', label: any },
    ...all.map((value) => ({ value, label: codes.includes(value) ? word(value) : value })),
  ]
}
