import type { ReactNode } from 'react'
import { signOut } from '@/app/_actions/access'
import { SignOutForm } from '@/components/access/sign-out-form'
import type { NavGroup } from '@/components/layout/nav-links'
import { OfficeShell } from '@/components/layout/office-shell'
import { syncCounts } from '@/db/queries/sync/office'
import { openTasks } from '@/db/queries/tasks/inbox'
import { waitingSheets } from '@/db/queries/workshops/waiting-sheets'
import { reading } from '@/db/transaction'
import { type Actor, actorCanInCounty, actorCanSomewhere, scopeOf } from '@/lib/access/actor'
import type { Grant, Power, Programme } from '@/lib/access/policy'
import { administersNation, nationalReach } from '@/lib/access/reach'
import { homePath } from '@/lib/access/way-in'
import { requireActor } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { formatDay } from '@/lib/shared/jalali'
import type { Locale, Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'
import { tehranDay } from '@/lib/shared/tehran'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

/** The office's frame. Each page below proves who asks for itself. */
export default async function OfficeLayout({ children, params }: Props) {
  const locale = localeOf((await params).locale)
  const actor = await requireActor()
  const scope = scopeOf(actor)
  const [t, { waiting, open, phones }] = await Promise.all([
    wordsOf(locale),
    // One transaction: whoever asks has her scopes looked up once.
    reading(scope, async (db) => ({
      waiting: actorCanSomewhere(actor, 'review') ? await waitingSheets(db, scope) : 0,
      open: actorCanSomewhere(actor, 'marks') ? await openTasks(db, scope) : null,
      phones: actorCanSomewhere(actor, 'review') ? await syncCounts(db, scope) : null,
    })),
  ])
  const tasks = Object.values(open ?? {}).reduce((all, n) => all + n, 0)
  return (
    <OfficeShell
      t={t}
      locale={locale}
      demo={actor.isDemo}
      home={homePath(
        actor.grants.map(({ role }) => role),
        locale,
      )}
      accountHref={`/${locale}/account`}
      groups={groupsOf(
        actor,
        { approvals: waiting, tasks, sync: (phones?.waiting ?? 0) + (phones?.conflicts ?? 0) },
        t,
        locale,
      )}
      user={{
        name: actor.displayName,
        role: actor.grants.map((grant) => t(`accounts.role.${grant.role}`)).join(t('words.listComma')),
      }}
      printedOn={formatDay(tehranDay(new Date()), locale, 'long')}
      signOut={<SignOutForm action={signOut} label={t('words.signOut')} />}
    >
      {children}
    </OfficeShell>
  )
}

/**
 * `or`: a second power that opens it as well; `inCounty`: one that does where it is held over a whole county; `unless`: a power
 * whose holder has a fuller page instead. `programme`: whose page it is, the resilience programme's where none is said; a grant of
 * another programme does not show it.
 */
type Entry = {
  path: string
  label: string
  power?: Power
  or?: Power | Power[]
  inCounty?: Power
  unless?: Power
  programme?: Programme | 'ALL'
  /** Only where the power is held over a whole county or more. */
  countywide?: boolean
  /** Where powers do not decide. */
  shown?: (grants: readonly Grant[]) => boolean
  count?: number
}
/** The menu under the reader's own words; a group of which a reader may open nothing is not shown. */
const MENU: { title: string; entries: Entry[] }[] = [
  {
    title: 'day',
    entries: [
      { path: '', label: 'overview', power: 'see' },
      { path: '/search', label: 'search', power: 'see', programme: 'ALL' },
      { path: '/inbox', label: 'inbox', power: 'see', or: 'counsel', programme: 'ALL' },
      { path: '/calendar', label: 'calendar', power: 'see', programme: 'ALL' },
      { path: '/sessions', label: 'approvals', power: 'review' },
      { path: '/sync', label: 'sync', power: 'review' },
      { path: '/sync/rescue', label: 'rescue', power: 'record' },
      { path: '/tasks', label: 'tasks', power: 'marks' },
      { path: '/digest', label: 'digest', power: 'marks' },
      { path: '/interest', label: 'interest', power: 'review' },
      { path: '/referrals', label: 'referrals', power: 'counsel', programme: 'ALL' },
      {
        path: '/picture/referrals',
        label: 'handovers',
        power: 'enrol',
        or: ['devolve', 'run'],
        programme: 'ALL',
      },
    ],
  },
  {
    title: 'members',
    entries: [
      { path: '/cohorts', label: 'groups', power: 'see' },
      { path: '/people', label: 'people', power: 'people' },
      { path: '/people/import', label: 'rosters', power: 'enrol' },
      { path: '/registers/import', label: 'paperRegisters', power: 'record' },
      { path: '/duplicates', label: 'duplicates', power: 'review', programme: 'ALL' },
      { path: '/certificates', label: 'certificates', power: 'marks' },
    ],
  },
  {
    title: 'companions',
    entries: [
      { path: '/hamyar', label: 'hamyar', power: 'marks', programme: 'HAMYAR' },
      { path: '/charities', label: 'charities', power: 'devolve', or: 'marks', programme: 'CHARITY' },
      {
        path: '/charities/own',
        label: 'charityOwn',
        power: 'deliver',
        unless: 'devolve',
        programme: 'CHARITY',
      },
      {
        path: '/associations',
        label: 'associations',
        power: 'marks',
        or: ['run', 'record'],
        programme: 'ASSOCIATION',
      },
    ],
  },
  {
    title: 'figures',
    entries: [
      { path: '/picture', label: 'picture', power: 'sign', inCounty: 'see', programme: 'ALL' },
      { path: '/indicators', label: 'indicators', power: 'see' },
      { path: '/targets', label: 'targets', power: 'see' },
      { path: '/logframe', label: 'logframe', power: 'see' },
      { path: '/quarters', label: 'quarters', power: 'prepare' },
      { path: '/outcomes', label: 'outcomes', power: 'review', or: 'audit', inCounty: 'enrol' },
      { path: '/community', label: 'community', power: 'marks' },
      { path: '/quality', label: 'quality', power: 'marks' },
      { path: '/reports', label: 'reports', power: 'marks' },
      { path: '/releases', label: 'releases', power: 'see' },
      { path: '/national', label: 'national', shown: (grants) => nationalReach(grants) !== null },
    ],
  },
  {
    title: 'plan',
    entries: [
      { path: '/runs', label: 'runs', power: 'run' },
      { path: '/rules', label: 'rules', power: 'see' },
      { path: '/holidays', label: 'holidays', power: 'see' },
      { path: '/services', label: 'services', power: 'run' },
      { path: '/voices', label: 'voices', power: 'run' },
      { path: '/outcomes/wordings', label: 'wordings', power: 'run', or: 'accounts' },
    ],
  },
  {
    title: 'system',
    entries: [
      { path: '/accounts', label: 'users', power: 'accounts', programme: 'ALL' },
      { path: '/tokens', label: 'tokens', power: 'review', countywide: true },
      { path: '/provinces', label: 'provinces', shown: administersNation },
      { path: '/certificate-keys', label: 'certificateKeys', power: 'accounts' },
      { path: '/audit', label: 'audit', power: 'audit', programme: 'ALL' },
    ],
  },
]

function groupsOf(actor: Actor, waiting: Record<string, number>, t: Words, locale: Locale): NavGroup[] {
  const item = (entry: Entry) => ({
    href: `/${locale}/office${entry.path}`,
    label: t(`nav.${entry.label}`),
    ...((waiting[entry.label] ?? 0) > 0
      ? {
          count: formatNumber(waiting[entry.label] ?? 0, locale),
          countLabel: t('nav.waiting', { count: formatNumber(waiting[entry.label] ?? 0, locale) }),
        }
      : {}),
  })
  return MENU.map(({ title, entries }) => ({
    title: t(`nav.${title}`),
    items: entries
      .filter(({ power, or, inCounty, unless, countywide, shown, programme = 'RESILIENCE' }) => {
        if (shown) return shown(actor.grants)
        const asked = programme === 'ALL' ? undefined : programme
        if (countywide && power) return actorCanInCounty(actor, power, asked)
        const holds = (one: Power | undefined) => one !== undefined && actorCanSomewhere(actor, one, asked)
        if (holds(unless)) return false
        return (
          [power, or].flat().some(holds) ||
          (inCounty !== undefined && actorCanInCounty(actor, inCounty, asked))
        )
      })
      .map(item),
  })).filter(({ items }) => items.length > 0)
}
