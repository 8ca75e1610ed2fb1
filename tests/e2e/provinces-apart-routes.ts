/**
 * Every address of the product, as somebody of another province asks for it: with the ids of a province that is not hers
 * (`{group}`, filled in by provinces-apart-world.ts), or without any. What is to come back is written by hand:
 *
 * - `none`: it does not exist for her, whatever she is (404; a door that is asked by post may say 403 or 422).
 * - `own`: it may exist, and holds nothing of the other province.
 * - `open`: it is for everybody and holds released figures or words of ours; not asked here.
 *
 * A route that is not in it fails `tests/architecture/routes.test.ts`.
 */
export type Row = readonly [kind: 'none' | 'own', path: string, method?: 'POST'] | readonly ['open']

const none = (path: string, method?: 'POST'): Row => (method ? ['none', path, method] : ['none', path])
const own = (path: string): Row => ['own', path]
const open: Row = ['open']

const FIELD: Record<string, Row> = {
  '/book': own('/book'),
  '/today': own('/today'),
  '/today/[sessionId]': none('/today/{session}'),
  '/today/[sessionId]/consent': none('/today/{session}/consent'),
  '/today/[sessionId]/faces': none('/today/{session}/faces'),
  '/today/[sessionId]/pictures': none('/today/{session}/pictures'),
  '/today/[sessionId]/register.pdf': none('/today/{session}/register.pdf'),
  '/today/community': own('/today/community'),
  '/today/community/[recordId]': none('/today/community/{record}'),
  '/today/community/new': own('/today/community/new'),
  '/today/digest': own('/today/digest'),
  '/today/group': own('/today/group'),
  '/today/group/[enrolmentId]': none('/today/group/{enrolment}'),
  '/today/hours': own('/today/hours'),
  '/today/hours/hours.pdf': own('/today/hours/hours.pdf'),
  '/today/modules': own('/today/modules'),
  '/today/plan/[module]': own('/today/plan/M01'),
  '/today/safeguard': own('/today/safeguard'),
  '/today/survey': own('/today/survey'),
  '/today/tasks/[taskId]': none('/today/tasks/{task}'),
}

const PLAN: Record<string, Row> = {
  '/office': own('/office'),
  '/office/certificates': own('/office/certificates'),
  '/office/certificates/[certificateId]': none('/office/certificates/{certificate}'),
  '/office/certificates/[certificateId]/certificate.pdf': none(
    '/office/certificates/{certificate}/certificate.pdf',
  ),
  '/office/cohorts': own('/office/cohorts?run={run}'),
  '/office/cohorts/[code]': none('/office/cohorts/{cohort}?run={run}'),
  '/office/cohorts/[code]/attendance.xlsx': none('/office/cohorts/{cohort}/attendance.xlsx?run={run}'),
  '/office/cohorts/[code]/changes': none('/office/cohorts/{cohort}/changes?run={run}'),
  '/office/cohorts/[code]/members/[enrolmentId]': none(
    '/office/cohorts/{cohort}/members/{enrolment}?run={run}',
  ),
  '/office/cohorts/[code]/sessions/[sessionId]': none(
    '/office/cohorts/{cohort}/sessions/{session}?run={run}',
  ),
  '/office/community': own('/office/community?run={run}'),
  '/office/community/[recordId]': none('/office/community/{record}'),
  '/office/community/new': own('/office/community/new?run={run}'),
  '/office/duplicates': own('/office/duplicates'),
  '/office/facilitators/[facilitatorId]/hours': none('/office/facilitators/{facilitator}/hours'),
  '/office/facilitators/[facilitatorId]/hours/hours.pdf': none(
    '/office/facilitators/{facilitator}/hours/hours.pdf',
  ),
  '/office/holidays': own('/office/holidays'),
  '/office/indicators': own('/office/indicators?run={run}'),
  '/office/indicators/[code]': own('/office/indicators/R-11?run={run}'),
  '/office/indicators/dictionary.csv': own('/office/indicators/dictionary.csv'),
  '/office/indicators/figures.csv': own('/office/indicators/figures.csv?run={run}'),
  '/office/indicators/figures.xlsx': own('/office/indicators/figures.xlsx?run={run}'),
  '/office/indicators/outside': none('/office/indicators/outside', 'POST'),
  '/office/indicators/outside/[figureId]': none('/office/indicators/outside/{figure}'),
  '/office/indicators/table.xlsx': own('/office/indicators/table.xlsx?run={run}'),
  '/office/logframe': own('/office/logframe?run={run}'),
  '/office/outcomes': own('/office/outcomes?run={run}'),
  '/office/outcomes/cards': own('/office/outcomes/cards?run={run}'),
  '/office/outcomes/waves': own('/office/outcomes/waves?run={run}'),
  '/office/outcomes/wordings': own('/office/outcomes/wordings'),
  '/office/quality': own('/office/quality?run={run}'),
  '/office/quality/calls': own('/office/quality/calls?run={run}'),
  '/office/quality/calls/[sampleId]': none('/office/quality/calls/{sample}'),
  '/office/quarters': own('/office/quarters?run={run}'),
  '/office/quarters/[quarter]': own('/office/quarters/{quarter}?run={run}'),
  '/office/registers/import': own('/office/registers/import'),
  '/office/registers/import/[draftId]': none('/office/registers/import/{draft}'),
  '/office/registers/import/[draftId]/confirm': none('/office/registers/import/{draft}/confirm', 'POST'),
  '/office/registers/import/[draftId]/rest': none('/office/registers/import/{draft}/rest'),
  '/office/registers/import/upload': none('/office/registers/import/upload', 'POST'),
  '/office/releases': own('/office/releases'),
  '/office/releases/[releaseId]': none('/office/releases/{release}'),
  '/office/reports': own('/office/reports?run={run}'),
  '/office/reports/[report]': own('/office/reports/{quarter}?run={run}'),
  '/office/reports/[report]/[file]': own('/office/reports/{quarter}/report.xlsx?run={run}'),
  '/office/reports/completed.pdf': own('/office/reports/completed.pdf?run={run}'),
  '/office/reports/completed.xlsx': own('/office/reports/completed.xlsx?run={run}'),
  '/office/runs': own('/office/runs'),
  '/office/runs/[code]': none('/office/runs/{run}'),
  '/office/runs/[code]/budget': none('/office/runs/{run}/budget'),
  '/office/runs/[code]/copy': none('/office/runs/{run}/copy'),
  '/office/runs/[code]/training': none('/office/runs/{run}/training'),
  '/office/runs/new': own('/office/runs/new'),
  '/office/sessions': own('/office/sessions?run={run}'),
  '/office/sessions/[sessionId]': none('/office/sessions/{session}'),
  '/office/sessions/[sessionId]/file': none('/office/sessions/{session}/file'),
  '/office/sessions/[sessionId]/register.pdf': none('/office/sessions/{session}/register.pdf'),
  '/office/sessions/[sessionId]/register.xlsx': none('/office/sessions/{session}/register.xlsx'),
  '/office/sessions/list.xlsx': own('/office/sessions/list.xlsx?run={run}'),
  '/office/targets': own('/office/targets?run={run}'),
}

const PEOPLE: Record<string, Row> = {
  '/office/accounts': own('/office/accounts'),
  '/office/accounts/[accountId]': none('/office/accounts/{account}'),
  '/office/accounts/new': own('/office/accounts/new'),
  '/office/audit': own('/office/audit'),
  '/office/certificate-keys': own('/office/certificate-keys'),
  '/office/digest': own('/office/digest'),
  '/office/interest': own('/office/interest'),
  '/office/interest/[interestId]': none('/office/interest/{interest}'),
  '/office/people': own('/office/people?run={run}'),
  '/office/people/[personId]': none('/office/people/{person}'),
  '/office/people/find': none('/office/people/find', 'POST'),
  '/office/people/import': own('/office/people/import'),
  '/office/people/import/[draftId]': none('/office/people/import/{draft}'),
  '/office/people/import/[draftId]/confirm': none('/office/people/import/{draft}/confirm', 'POST'),
  '/office/people/import/[draftId]/rest': none('/office/people/import/{draft}/rest'),
  '/office/people/import/upload': none('/office/people/import/upload', 'POST'),
  '/office/people/list.xlsx': own('/office/people/list.xlsx?run={run}'),
  '/office/people/new': own('/office/people/new'),
  '/office/national': own('/office/national'),
  '/office/provinces': none('/office/provinces'),
  '/office/referrals': own('/office/referrals'),
  '/office/rules': own('/office/rules'),
  '/office/rules/[key]': own('/office/rules/LATE_GRACE_MINUTES'),
  '/office/services': own('/office/services'),
  '/office/sync': own('/office/sync'),
  '/office/sync/rescue': own('/office/sync/rescue'),
  '/office/tasks': own('/office/tasks'),
  '/office/tasks/[taskId]': none('/office/tasks/{task}'),
  '/office/tokens': own('/office/tokens'),
  '/office/voices': own('/office/voices'),
}

const BESIDE: Record<string, Row> = {
  '/office/associations': own('/office/associations'),
  '/office/associations/[associationId]': none('/office/associations/{association}'),
  '/office/associations/[associationId]/volunteers/[volunteerId]': none(
    '/office/associations/{association}/volunteers/{volunteer}',
  ),
  '/office/associations/calendar': own('/office/associations/calendar'),
  '/office/associations/figures': own('/office/associations/figures'),
  '/office/associations/meetings': own('/office/associations/meetings'),
  '/office/associations/meetings/[meetingId]': none('/office/associations/meetings/{meeting}'),
  '/office/associations/meetings/[meetingId]/minutes.docx': none(
    '/office/associations/meetings/{meeting}/minutes.docx',
  ),
  '/office/associations/meetings/new': own('/office/associations/meetings/new'),
  '/office/associations/new': own('/office/associations/new'),
  '/office/charities': own('/office/charities'),
  '/office/charities/agreements': own('/office/charities/agreements'),
  '/office/charities/agreements/[agreementId]': none('/office/charities/agreements/{agreement}'),
  '/office/charities/agreements/new': own('/office/charities/agreements/new'),
  '/office/charities/catalogue': own('/office/charities/catalogue'),
  '/office/charities/catalogue/services.xlsx': own('/office/charities/catalogue/services.xlsx'),
  '/office/charities/figures': own('/office/charities/figures'),
  '/office/charities/meetings': own('/office/charities/meetings'),
  '/office/charities/needs/[needId]': none('/office/charities/needs/{need}'),
  '/office/charities/needs/new': own('/office/charities/needs/new'),
  '/office/charities/own': own('/office/charities/own'),
  '/office/charities/providers': own('/office/charities/providers'),
  '/office/charities/providers/[providerId]': none('/office/charities/providers/{provider}'),
  '/office/charities/providers/new': own('/office/charities/providers/new'),
  '/office/hamyar': own('/office/hamyar'),
  '/office/hamyar/[groupId]': none('/office/hamyar/{group}'),
  '/office/hamyar/[groupId]/book': none('/office/hamyar/{group}/book'),
  '/office/hamyar/[groupId]/members/[memberId]': none('/office/hamyar/{group}/members/{member}'),
  '/office/hamyar/[groupId]/members/new': none('/office/hamyar/{group}/members/new'),
  '/office/hamyar/approvals': own('/office/hamyar/approvals'),
  '/office/hamyar/figures': own('/office/hamyar/figures'),
  '/office/hamyar/new': own('/office/hamyar/new'),
  '/office/hamyar/rule-sets': own('/office/hamyar/rule-sets'),
}

const REST: Record<string, Row> = {
  '/account': own('/account'),
  '/pictures': none('/pictures', 'POST'),
  '/pictures/[fileId]': none('/pictures/{file}'),
  '/voices': none('/voices', 'POST'),
  '/voices/[voiceId]': none('/voices/{voice}'),
  '/api/figures/v1': own('/api/figures/v1?run={run}'),
  '/api/office/v1/[export]': none('/api/office/v1/people?run={run}'),
  // The front server's own doors.
  '/api/panel/v1': own('/api/panel/v1?run={run}'),
  '/api/register/v1': none('/api/register/v1', 'POST'),
  '/api/sync/v1/pull': own('/api/sync/v1/pull'),
  '/api/sync/v1/push': none('/api/sync/v1/push', 'POST'),
  '/api/sync/v1/rescue': none('/api/sync/v1/rescue', 'POST'),
  '/api/sync/v1/device': none('/api/sync/v1/device', 'POST'),
  '/api/sync/v1/secret': own('/api/sync/v1/secret'),
}

const OPEN: Record<string, Row> = Object.fromEntries(
  [
    ...['/sign-in', '/second-factor', '/invitation/[token]', '/phone', '/explore', '/materials'],
    ...['/materials/[module]', '/open-data/embeds', '/card', '/check', '/check/offline', '/interest'],
    ...[
      '/survey',
      '/survey/[code]',
      '/survey/answer',
      '/survey/talk',
      '/survey/voice/[voiceId]',
      '/[...rest]',
    ],
    ...['/.well-known/certificate-keys.json', '/api/auth/[...nextauth]', '/api/public/v1/openapi.json'],
    ...['/api/public/v1/releases', '/api/public/v1/releases/[number]'],
    '/api/public/v1/releases/[number]/counties/[county]',
    '/api/public/v1/releases/[number]/figures/[code]',
    ...['/data/[number]', '/data/[number]/[file]', '/embed/[chart]', '/embed/vazirmatn.woff2'],
    ...['/api/health/v1', '/api/sms/v1/inbound'],
  ].map((route) => [route, open]),
)

export const ROUTES: Record<string, Row> = { ...FIELD, ...PLAN, ...PEOPLE, ...BESIDE, ...REST, ...OPEN }
