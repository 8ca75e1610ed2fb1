import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { confirmSetUp, giveCode, giveUpFactor, leave } from '@/app/_actions/second-factor'
import { AnswerForm } from '@/components/access/answer-form'
import { FactorSetUp } from '@/components/access/factor-set-up'
import { SignOutForm } from '@/components/access/sign-out-form'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { Browser } from '@/db/commands/access/second-factor'
import { proposeFactor } from '@/db/commands/access/set-factor'
import { factorRequired, RECOVERY_CODES, STEP_UP_MINUTES } from '@/lib/access/factor'
import { safeNext, signInPath } from '@/lib/access/way-in'
import { env } from '@/lib/env'
import { currentBrowser } from '@/lib/server/actor'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { qrDrawing } from '@/lib/server/qr'
import type { Words } from '@/lib/shared/locale'
import { formatNumber } from '@/lib/shared/number'

export const dynamic = 'force-dynamic'
type Asked = { next?: string | string[]; 'set-up'?: string }
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Asked> }

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const t = await wordsOf(localeOf((await params).locale))
  return { title: t('second-factor.title'), robots: { index: false } }
}

/**
 * The second factor: asked for after the password and before acts that cannot be taken back, set up, and looked after. What
 * is shown hangs on the address as well as on the account, so that the recovery codes survive the page's loading anew.
 */
export default async function SecondFactorPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale)
  const asked = await searchParams
  const next = safeNext(typeof asked.next === 'string' ? asked.next : null)
  const browser = await currentBrowser()
  if (!browser) redirect(signInPath(locale, next))
  const t = await wordsOf(locale)
  const here = `/${locale}/second-factor`
  const stale = browser.shownMs === null || Date.now() - browser.shownMs > STEP_UP_MINUTES * 60_000
  const owes = browser.due === 'SHOW' || (browser.sealed !== null && stale && !browser.isDemo)
  const settingUp = asked['set-up'] !== undefined
  const back = `?set-up=1${next ? `&next=${encodeURIComponent(next)}` : ''}`
  if (browser.due === 'SET_UP' && !settingUp) redirect(here + back)
  if (!owes && !settingUp && next) redirect(next)
  return (
    <div className="mx-auto grid max-w-md gap-5">
      <h1 className="text-2xl">{t(settingUp ? 'second-factor.setUpTitle' : 'second-factor.title')}</h1>
      {browser.due === 'SET_UP' ? <p className="text-ink-2">{t('second-factor.mustSetUp')}</p> : null}
      {settingUp && !owes ? (
        <SetUp browser={browser} next={next} t={t} />
      ) : owes ? (
        <Show browser={browser} next={settingUp ? here + back : next} t={t} />
      ) : (
        <LookAfter browser={browser} here={here} account={`/${locale}/account`} t={t} locale={locale} />
      )}
      {browser.due ? <SignOutForm action={leave} label={t('words.signOut')} /> : null}
    </div>
  )
}

type Part = { browser: Browser; t: Words }
const kinds = (t: Words) => ({ error: t('words.kind.error'), success: t('words.kind.success') })

function Show({ browser, next, t }: Part & { next: string | null }) {
  return (
    <>
      <p className="text-ink-2">{t(browser.due ? 'second-factor.askLine' : 'second-factor.againLine')}</p>
      <Card>
        <AnswerForm
          action={giveCode}
          size="field"
          hidden={next ? { next } : {}}
          submit={t('second-factor.submit')}
          words={kinds(t)}
          fields={[
            {
              name: 'code',
              label: t('second-factor.code'),
              hint: t('second-factor.codeHint'),
              autoComplete: 'one-time-code',
              ltr: true,
            },
          ]}
        />
      </Card>
      <p className="text-sm text-ink-2">{t('second-factor.lost')}</p>
    </>
  )
}

function SetUp({ browser, next, t }: Part & { next: string | null }) {
  const { secret, uri } = proposeFactor(browser, new URL(env().NEXTAUTH_URL).hostname)
  return (
    <Card>
      {browser.isDemo ? <p className="mb-4 text-sm text-ink-2">{t('second-factor.demo')}</p> : null}
      <FactorSetUp
        action={confirmSetUp}
        next={next}
        secret={secret}
        uri={uri}
        qr={qrDrawing(uri)}
        words={{
          ...kinds(t),
          scan: t('second-factor.scan'),
          qr: t('second-factor.qr'),
          samePhone: t('second-factor.samePhone'),
          typed: t('second-factor.typed'),
          code: t('second-factor.code'),
          codeHint: t('second-factor.newCodeHint'),
          confirm: t('second-factor.confirm'),
          doneTitle: t('second-factor.doneTitle'),
          done: t('second-factor.done'),
          goOn: t('second-factor.goOn'),
        }}
      />
    </Card>
  )
}

function LookAfter({
  browser,
  here,
  account,
  t,
  locale,
}: Part & { here: string; account: string; locale: 'fa' | 'en' }) {
  const required = factorRequired(browser.roles, browser.isDemo)
  const left = formatNumber(browser.recoveryLeft, locale)
  return (
    <Card>
      <div className="grid gap-4">
        {browser.isDemo ? <Notice kindLabel={t('words.kind.info')}>{t('second-factor.demo')}</Notice> : null}
        <p>
          {browser.sealed
            ? t('second-factor.kept', { left, all: formatNumber(RECOVERY_CODES, locale) })
            : t('second-factor.none')}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <LinkButton
            href={`${here}?set-up=1&next=${encodeURIComponent(account)}`}
            look={browser.sealed ? 'plain' : 'primary'}
            size="field"
          >
            {t(browser.sealed ? 'second-factor.replace' : 'second-factor.setUp')}
          </LinkButton>
          <a href={account} className="inline-flex min-h-11 items-center">
            {t('second-factor.back')}
          </a>
        </div>
        {browser.sealed && !required ? (
          <AnswerForm
            action={giveUpFactor}
            submit={t('second-factor.drop')}
            look="danger"
            size="field"
            words={kinds(t)}
            inline
          />
        ) : null}
      </div>
    </Card>
  )
}
