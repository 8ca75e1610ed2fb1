import type { ReactNode } from 'react'
import { reveal } from '@/app/_actions/reveal'
import { RevealForm } from '@/components/people/reveal-form'
import { type SeenRow, WhoSaw } from '@/components/people/who-saw'
import { LinkButton } from '@/components/ui/link-button'
import { Pagination } from '@/components/ui/pagination'
import type { PersonPage } from '@/db/queries/people/person-page'
import { SEEN_A_PAGE, type SeenLine, whoSaw } from '@/db/queries/people/who-saw'
import { reading } from '@/db/transaction'
import { type Actor, actorCan, scopeOf } from '@/lib/access/actor'
import { stepUpDue } from '@/lib/access/factor'
import { momentText } from '@/lib/access/present'
import { secondFactorPath } from '@/lib/access/way-in'
import type { HiddenField } from '@/lib/people/reveal'
import type { Locale, Words } from '@/lib/shared/locale'
import { actionWord } from '../../audit/present'

type Asked = { actor: Actor; person: PersonPage; here: string; t: Words; locale: Locale }

/** The ways to a hidden number, for the office that reviews this person; nothing for anybody else. */
export function revealers({
  actor,
  person,
  here,
  show,
  t,
  locale,
}: Asked & { show: string | undefined }): Partial<Record<HiddenField, ReactNode>> {
  if (!actorCan(actor, 'review', person)) return {}
  const due = stepUpDue(actor, Date.now())
  const one = (field: HiddenField, summary: string) =>
    due ? (
      <div className="print:hidden">
        <LinkButton
          href={secondFactorPath(locale, `${here}?show=${field}`)}
          aria-label={`${summary}, ${t('seen.withFactor')}`}
        >
          {t('seen.withFactor')}
        </LinkButton>
      </div>
    ) : (
      <RevealForm
        action={reveal}
        personId={person.personId}
        field={field}
        open={show === field}
        words={{
          summary,
          show: t('seen.show'),
          reason: t('seen.reason'),
          reasonHint: t('seen.reasonHint'),
          once: t('seen.once'),
          error: t('words.kind.error'),
        }}
      />
    )
  return {
    NATIONAL_ID: one('NATIONAL_ID', t('seen.showId')),
    MOBILE: one('MOBILE', t('seen.showMobile')),
  }
}

/** Who has seen her record, for the office that reviews her and for who reads the audit there. */
export async function Seen({ actor, person, here, page, t, locale }: Asked & { page: number }) {
  if (!actorCan(actor, 'review', person) && !actorCan(actor, 'audit', person)) return null
  const scope = scopeOf(actor)
  const { lines, total } = await reading(scope, (db) =>
    whoSaw(db, scope, { personId: person.personId, page }),
  )
  return (
    <WhoSaw
      rows={lines.map((line) => rowOf(line, t, locale))}
      words={{
        title: t('seen.title'),
        line: t('seen.line'),
        empty: t('seen.empty'),
        caption: t('seen.caption'),
        when: t('seen.when'),
        who: t('seen.who'),
        what: t('seen.what'),
        why: t('seen.why'),
        none: t('words.none'),
      }}
    >
      <Pagination
        t={t}
        locale={locale}
        page={page}
        pages={Math.ceil(total / SEEN_A_PAGE)}
        hrefOf={(to) => `${here}?seen=${to}#seen`}
      />
    </WhoSaw>
  )
}

function rowOf(line: SeenLine, t: Words, locale: Locale): SeenRow {
  const role = line.roles.map((each) => t(`accounts.role.${each}`)).join(t('words.listComma'))
  return {
    seq: line.seq,
    moment: momentText(line.atMs, locale),
    who: line.who ?? (role || t('audit.nobody')),
    role: line.who ? role : '',
    action: actionOf(line, t, locale),
    reason: line.reason,
  }
}

/** What was done, with the number that was shown or the file that went out. */
function actionOf({ action, field, file, maybe, ...line }: SeenLine, t: Words, locale: Locale): string {
  const word = actionWord(action, t)
  if (field) return t('seen.actionOf', { action: word, field: t(`audit.value.${field}`) })
  if (!file) return word
  const about = (locale === 'fa' ? line.aboutFa : line.aboutEn) ?? ''
  return t('seen.actionOf', { action: word, field: t(`seen.file.${maybe ? 'part' : file}`, { about }) })
}
