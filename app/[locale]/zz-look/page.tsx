import { BreakdownTable } from '@/components/indicators/breakdown-table'
import { EvidenceTable } from '@/components/indicators/evidence-table'
import { Overview } from '@/components/indicators/overview'
import { OfficeShell } from '@/components/layout/office-shell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field, TextArea } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { TabsAsLinks } from '@/components/ui/tabs-as-links'
import { shownWeave } from '@/lib/releases/present'
import { localeOf, wordsOf } from '@/lib/server/i18n'
import { sampleRelease } from '@/tests/fixtures/public-release'

export default async function Look({ params, searchParams }: { params: Promise<{ locale: string }>; searchParams: Promise<{ p?: string }> }) {
  const locale = localeOf((await params).locale)
  const { p } = await searchParams
  const t = await wordsOf(locale)
  const L = `/${locale}/zz-look`
  const rows = shownWeave(sampleRelease, locale).map((r, ri) => ({
    ...r, href: '#row',
    knots: r.knots.map((k, i) => {
      const lastHeld = r.knots.findLastIndex((x) => x.state === 'held')
      const state = k.state === 'ahead' && r.knots[i - 1]?.state !== 'ahead' ? ('next' as const) : k.state === 'held' && i === lastHeld && ri % 3 !== 2 ? ('waiting' as const) : k.state
      return { ...k, state, href: `#k${i}`, label: `${r.placeName} ${i + 1}: ${t(`weave.${state}`)}` }
    }),
  }))
  const ind = [
    ['R-01', 12, 12, 'count', 12], ['R-02', 25, 25, 'count', 25], ['R-03', 25, 25, 'count', 25], ['R-04', 89280, 90000, 'hours', 90000], ['R-05', 25, null, 'count', null], ['R-06', 19.44, null, 'points', null], ['R-07', 625, 625, 'count', 625],
    ['R-08', 52440, 90000, 'hours', 53040], ['R-09', 1024530, 2250000, 'hours', 1326000], ['R-10', 0.8498, null, 'share', null], ['R-11', 0, null, 'share', null], ['R-12', 0, null, 'share', null], ['R-13', 0.8432, null, 'share', null], ['R-14', 1639, 3600, 'hours', null],
  ].map(([code, actual, target, unit, planned]) => ({ code: String(code), name: t(`indicators.names.${code}`), actual: actual as number, target: target as number | null, unit: unit as 'count', planned: planned as number | null, href: '#i', late: code === 'R-09' }))
  return (
    <OfficeShell t={t} locale={locale} demo home={L} user={{ name: 'سارا محمدی', role: 'کارشناس استان', place: 'آذربایجان غربی' }} signOut={<button type="submit" className="min-h-10 text-sm text-lapis">{t('words.signOut')}</button>}
      groups={[
        { title: t('nav.plan'), items: [{ href: L, label: t('nav.overview') }, { href: '/a', label: t('nav.approvals'), count: '۱۷', countLabel: t('nav.waiting', { count: '۱۷' }) }, { href: '/b', label: t('nav.groups') }, { href: '/c', label: t('nav.indicators') }, { href: '/d', label: t('nav.quality'), count: '۴' }, { href: '/e', label: t('nav.releases') }] },
        { title: t('nav.companions'), items: [{ href: '/f', label: t('nav.hamyar') }, { href: '/g', label: t('nav.charities') }] },
        { title: t('nav.system'), items: [{ href: '/h', label: t('nav.rules') }, { href: '/i', label: t('nav.users') }] },
      ]}>
      {p === 'ui' ? (
        <div className="grid gap-6">
          <h1>Kit</h1>
          <TabsAsLinks label="tabs" current="#1" tabs={[{ href: '#1', label: 'همه', count: '۲۵' }, { href: '#2', label: 'در انتظار' }]} />
          <div className="flex flex-wrap gap-3">{(['primary', 'done', 'plain', 'quiet', 'danger'] as const).map((l) => <Button key={l} look={l}>تأیید همه</Button>)}<Button size="field">ثبت نشست</Button><Button disabled>ثبت</Button></div>
          <div className="flex flex-wrap gap-3">{(['neutral', 'done', 'late', 'broken', 'hint'] as const).map((l) => <Badge key={l} tone={l}>در انتظار</Badge>)}</div>
          {(['info', 'warn', 'error', 'success'] as const).map((k) => <Notice key={k} kind={k} kindLabel={t(`words.kind.${k}`)} title="سه ردیف پذیرفته نشد">کد ملی سه نفر نادرست است؛ پرونده را دریافت و اصلاح کنید.</Notice>)}
          <div className="grid max-w-md gap-4"><Field id="m" label="شمارهٔ همراه" hint="با ۰۹ آغاز می‌شود" error="شماره یازده رقم است." /><Select id="s" label="شهرستان" options={[{ value: 'a', label: 'ارومیه' }]} mark={t('words.optional')} /><TextArea id="t" label="یادداشت" hint="نام یا مشکل شخصی کسی را ننویسید." size="field" /></div>
          <Card title="شهرستان" id="bd"><BreakdownTable t={t} locale={locale} name={t('indicators.names.R-10')} by="neighbourhood" unit="share" rows={[{ key: '1', county: 'ارومیه', neighbourhood: 'محلهٔ امید', value: 0.9, numerator: 405, denominator: 450, href: '#' }, { key: '2', county: 'خوی', neighbourhood: 'محلهٔ نسیم', value: 0.83, numerator: 350, denominator: 425 }]} total={{ value: 0.86, numerator: 755, denominator: 875 }} /></Card>
          <EvidenceTable t={t} locale={locale} name={t('indicators.names.R-08')} equal rowCount={437} columns={[{ key: 'a', label: 'نشست' }, { key: 'b', label: 'محله' }, { key: 'c', label: 'ساعت', unit: 'hours', total: 52440 }]} rows={[{ key: '1', href: '#', cells: { a: 'نشست ۱', b: 'محلهٔ امید', c: 120 } }, { key: '2', cells: { a: 'نشست ۲', b: 'محلهٔ امید', c: 120 } }]} pagination={<Pagination t={t} locale={locale} page={2} pages={18} hrefOf={(n) => `?page=${n}`} />} />
        </div>
      ) : (
        <Overview t={t} locale={locale} run={{ name: locale === 'fa' ? sampleRelease.runName.fa : sampleRelease.runName.en!, week: 11, weeks: 17 }} actions={<Button look="plain">{t('indicators.asOf', { day: '۳۱ تیر ۱۴۰۳' })}</Button>} indicators={ind} indicatorsHref="#" tasksHref="#"
          tasks={[{ key: 'a', count: 3, title: 'سه غیبت پیاپی، پیگیری نشده', line: 'محلهٔ مهر، روستای آبشار، محلهٔ سپیده', tone: 'broken', act: 'مشاهده', href: '#' }, { key: 'b', count: 17, title: 'نشست در انتظار تأیید', line: '۱۴ بدون هشدار: یک‌جا تأیید کنید', tone: 'late', act: 'تأیید', href: '#' }, { key: 'c', count: 1, title: 'شاید یک نفر دو بار ثبت شده باشد', line: 'نام، نام پدر و سال تولد یکسان', tone: 'hint', act: 'مقایسه', href: '#' }]}
          months={sampleRelease.months.map((m) => ({ ...m, personMinutes: m.heldMinutes * 20, attendance: 0.85 }))} weave={rows} />
      )}
    </OfficeShell>
  )
}
