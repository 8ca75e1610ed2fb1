import { ALL, type Expected } from './roles-cells'

/**
 * Who may open which address of her own province, by the letters of roles-cells.ts; whoever is not in a row is refused. Written by hand from
 * what each role is for, never computed from `lib/access/policy.ts`. The addresses themselves: provinces-apart-routes.ts.
 *
 * F facilitator · O officer and D director of the women's office · C its county · T trainer · W hamyar officer, H hers of the county,
 * S social worker, B a group's bookkeeper · A associations' officer, K hers of the county, V a coordinator · G charity officer, P a charity ·
 * L counsellor · N national viewer · U auditor · M administrator.
 */
const row = (opens: string, more: Expected = {}): Expected => ({ opens, ...more })
/** A file or a door: whoever owes her second factor is nobody there yet. */
const file = (opens: string, more: Expected = {}): Expected => ({ opens, due: 'sign-in', ...more })
/** A door that takes what is sent, or gives back the rest of it: whoever is signed in and sends nothing is led back with a refusal. */
const post: Expected = { elsewhere: ALL, due: 'sign-in' }
/** Whoever is signed in; what she finds is her own. */
const OWN = row(ALL)

/** Whoever works for the plan, reads it all, or keeps its reference data. */
const PLAN = 'FODCTUM'
/** The marks of the plan: without who only keeps accounts. */
const MARKS = 'FODCTU'
const OFFICE = 'OD'

const FIELD: Record<string, Expected> = {
  '/book': row('B'),
  '/book/sheet': row('B'),
  '/desk': row('WS'),
  '/desk/[groupId]': row('WS'),
  '/today': OWN,
  '/today/[sessionId]': row('FODCU'),
  '/today/[sessionId]/consent': row('FOD'),
  '/today/[sessionId]/faces': row('FOD'),
  '/today/[sessionId]/pictures': row('FODCU'),
  '/today/[sessionId]/register.pdf': file('FODC'),
  '/today/community': row(MARKS),
  '/today/community/[recordId]': row('FODCU'),
  '/today/community/new': row('FOD'),
  '/today/digest': OWN,
  '/today/group': OWN,
  '/today/group/[enrolmentId]': row('FODC'),
  '/today/hours': row('F'),
  '/today/hours/hours.pdf': file('F'),
  '/today/modules': row('TOD'),
  '/today/plan/[module]': OWN,
  '/today/safeguard': OWN,
  '/today/survey': row('FODT'),
  '/today/tasks/[taskId]': row('FODCU'),
}

const THE_PLAN: Record<string, Expected> = {
  '/office': row('FODCUM', { elsewhere: 'TWSHAKVGP' }),
  '/office/certificates': row(MARKS),
  '/office/certificates/[certificateId]': row('ODTU'),
  '/office/certificates/[certificateId]/certificate.pdf': file('ODT'),
  '/office/cohorts': row(PLAN),
  '/office/cohorts/[code]': row('FODCUM'),
  '/office/cohorts/[code]/attendance.xlsx': file('FODCU'),
  '/office/cohorts/[code]/changes': row(OFFICE),
  '/office/cohorts/[code]/members/[enrolmentId]': row('FODC'),
  '/office/cohorts/[code]/sessions/[sessionId]': row(OFFICE),
  '/office/community': row(MARKS),
  '/office/community/[recordId]': row('FODCU'),
  '/office/community/new': row('FOD'),
  '/office/duplicates': row('ODWH'),
  '/office/facilitators/[facilitatorId]/hours': row('FODT'),
  '/office/facilitators/[facilitatorId]/hours/hours.pdf': file('FODT'),
  '/office/holidays': row(PLAN),
  '/office/indicators': row(PLAN),
  '/office/indicators/[code]': row(MARKS),
  '/office/indicators/dictionary.csv': file(ALL),
  '/office/indicators/figures.csv': file(PLAN),
  '/office/indicators/figures.xlsx': file(PLAN),
  '/office/indicators/outside': post,
  '/office/indicators/outside/[figureId]': file('ODU'),
  '/office/indicators/table.xlsx': file(PLAN),
  '/office/logframe': row(PLAN),
  '/office/outcomes': row('ODCU'),
  '/office/outcomes/cards': row(OFFICE),
  '/office/outcomes/waves': row(OFFICE),
  '/office/outcomes/wordings': row('ODM'),
  '/office/quality': row(MARKS),
  '/office/quality/calls': row('ODCU'),
  '/office/quality/calls/[sampleId]': row('ODU'),
  '/office/quarters': row('ODU'),
  '/office/quarters/[quarter]': row('ODU'),
  '/office/registers/import': row('FODT'),
  '/office/registers/import/[draftId]': row(''),
  '/office/registers/import/[draftId]/confirm': post,
  '/office/registers/import/[draftId]/rest': post,
  '/office/registers/import/upload': post,
  '/office/releases': row(PLAN),
  '/office/releases/[releaseId]': row('ODUM'),
  '/office/reports': row(MARKS),
  '/office/reports/[report]': row('ODU'),
  '/office/reports/[report]/[file]': file('ODU'),
  '/office/reports/completed.pdf': file('OD'),
  '/office/reports/completed.xlsx': file('OD'),
  '/office/runs': row(OFFICE),
  '/office/runs/[code]': row(OFFICE),
  '/office/runs/[code]/budget': row(OFFICE),
  '/office/runs/[code]/copy': row(OFFICE),
  '/office/runs/[code]/training': row(OFFICE),
  '/office/runs/new': row(OFFICE),
  '/office/sessions': row(OFFICE),
  '/office/sessions/[sessionId]': row('FODCU'),
  '/office/sessions/[sessionId]/file': post,
  '/office/sessions/[sessionId]/register.pdf': file('FODC'),
  '/office/sessions/[sessionId]/register.xlsx': file('FOD'),
  '/office/sessions/list.xlsx': file(PLAN),
  '/office/targets': row(PLAN),
}

const PEOPLE: Record<string, Expected> = {
  '/office/accounts': row('ODM'),
  '/office/accounts/[accountId]': row('M'),
  '/office/accounts/new': row('ODM'),
  '/office/audit': row('DU'),
  '/office/calendar': row('FODCTWSHAKVGPUM'),
  '/office/certificate-keys': row('M'),
  '/office/digest': row(MARKS),
  '/office/inbox': OWN,
  '/office/interest': row(OFFICE),
  '/office/interest/[interestId]': row(OFFICE),
  '/office/people': row('FODCT'),
  '/office/people/[personId]': row('FODC'),
  '/office/people/find': post,
  '/office/people/import': row('FODC'),
  '/office/people/import/[draftId]': row(''),
  '/office/people/import/[draftId]/confirm': post,
  '/office/people/import/[draftId]/rest': post,
  '/office/people/import/upload': post,
  '/office/people/list.xlsx': file('FODCT'),
  '/office/people/new': row('FODC'),
  '/office/national': row('N'),
  '/office/picture': row('ODCWSHAKGUM'),
  '/office/picture/picture.xlsx': file('ODWAGUM'),
  '/office/picture/referrals': row('FODCWSAKG'),
  '/office/programme-releases/[programme]': row('W'),
  '/office/programme-releases/[programme]/[releaseId]': row('W'),
  '/office/provinces': row(''),
  '/office/referrals': row('L'),
  '/office/rules': row('FODCTWSHAKVGPUM'),
  '/office/rules/[key]': row('FODCTWSHAKVGPUM'),
  '/office/search': row('FODCTWSHAKVGPUM'),
  '/office/services': row(OFFICE),
  '/office/sync': row(OFFICE),
  '/office/sync/rescue': row('FODT'),
  '/office/tasks': row(MARKS),
  '/office/tasks/[taskId]': row('FODCU'),
  '/office/tokens': row('ODCUM'),
  '/office/voices': row(OFFICE),
}

/** Whoever works with charities, and who reads everything. */
const CHARITIES = 'GU'
/** The groups: who works with them, and who reads everything. */
const GROUPS = 'WSHU'
const ASSOCIATIONS = 'AKVU'
const BESIDE: Record<string, Expected> = {
  '/office/associations': row(ASSOCIATIONS),
  '/office/associations/[associationId]': row(ASSOCIATIONS),
  '/office/associations/[associationId]/volunteers/[volunteerId]': row('V'),
  '/office/associations/calendar': row(ASSOCIATIONS),
  '/office/associations/figures': row(ASSOCIATIONS),
  '/office/associations/figures/[code]': row(ASSOCIATIONS),
  '/office/associations/meetings': row(ASSOCIATIONS),
  '/office/associations/meetings/[meetingId]': row(ASSOCIATIONS),
  '/office/associations/meetings/[meetingId]/minutes.docx': file('A'),
  '/office/associations/meetings/new': row('AK'),
  '/office/associations/new': row('AK'),
  '/office/charities': row(CHARITIES),
  '/office/charities/agreements': row(CHARITIES),
  '/office/charities/agreements/[agreementId]': row('GPU'),
  '/office/charities/agreements/new': row('G'),
  '/office/charities/catalogue': row(CHARITIES),
  '/office/charities/catalogue/services.xlsx': file('GU'),
  '/office/charities/complaints': row('G'),
  '/office/charities/complaints/[complaintId]': row('G'),
  '/office/charities/deliveries': row('GP'),
  '/office/charities/deliveries/month.xlsx': file('GP'),
  '/office/charities/figures': row(CHARITIES),
  '/office/charities/meetings': row(CHARITIES),
  '/office/charities/needs/[needId]': row(CHARITIES),
  '/office/charities/needs/new': row('G'),
  '/office/charities/own': row('P'),
  '/office/charities/pledges': row('G'),
  '/office/charities/providers': row(CHARITIES),
  '/office/charities/providers/[providerId]': row(CHARITIES),
  '/office/charities/providers/documents/[documentId]': file('GP'),
  '/office/charities/providers/new': row('G'),
  '/office/hamyar': row(GROUPS),
  '/office/hamyar/[groupId]': row(GROUPS),
  '/office/hamyar/[groupId]/book': row('S'),
  '/office/hamyar/[groupId]/members/[memberId]': row('WS'),
  '/office/hamyar/[groupId]/members/new': row('WS'),
  '/office/hamyar/approvals': row('WH'),
  '/office/hamyar/figures': row(GROUPS),
  '/office/hamyar/figures/[code]': row(GROUPS),
  '/office/hamyar/new': row('WS'),
  '/office/hamyar/rule-sets': row(GROUPS),
  '/office/hamyar/targets': row(GROUPS),
}

const REST: Record<string, Expected> = {
  '/account': OWN,
  '/pictures': post,
  '/pictures/[fileId]': file('FODC', { out: 'refused' }),
  '/voices': post,
  '/voices/[voiceId]': file('FODC', { out: 'refused' }),
  // Both ask for a secret, whoever is signed in.
  '/api/calendar/v1/[secret]': { out: 'refused', due: 'refused' },
  '/api/office/v1/[export]': { 'sign-in': ALL, out: 'sign-in', due: 'sign-in' },
  '/api/figures/v1': file(PLAN),
  // The phone's doors, asked without what a phone says.
  '/api/panel/v1': { 'asks more': ALL, due: 'asks more' },
  '/api/register/v1': { 'asks more': ALL, due: 'asks more' },
  '/api/sync/v1/pull': { 'asks more': ALL, due: 'sign-in' },
  '/api/sync/v1/push': { 'asks more': ALL, due: 'sign-in' },
  '/api/sync/v1/rescue': { 'asks more': ALL, due: 'asks more' },
  '/api/sync/v1/device': { 'asks more': ALL, due: 'sign-in' },
  '/api/sync/v1/secret': { 'asks more': ALL, due: 'sign-in' },
}

/** For everybody, signed in or not: what comes back does not depend on who asks. */
const same = (answer: 'opens' | 'elsewhere' | 'refused'): Expected => ({
  [answer]: ALL,
  out: answer,
  due: answer,
})
/** Addresses that are for everybody, each with one to ask at. */
const OPEN: Record<string, [path: string, Expected]> = {
  '/sign-in': ['/sign-in', { elsewhere: ALL, out: 'opens', due: 'factor' }],
  '/second-factor': ['/second-factor', { opens: ALL, due: 'factor' }],
  '/invitation/[token]': ['/invitation/nobody-was-given-this', same('opens')],
  '/phone': ['/phone', same('opens')],
  '/explore': ['/explore', same('opens')],
  '/materials': ['/materials', same('opens')],
  '/materials/[module]': ['/materials/M01', same('opens')],
  '/open-data/embeds': ['/open-data/embeds', same('opens')],
  '/card': ['/card', same('opens')],
  '/check': ['/check', same('opens')],
  '/check/offline': ['/check/offline', same('opens')],
  '/interest': ['/interest', same('opens')],
  '/survey': ['/survey', same('opens')],
  '/survey/[code]': ['/survey/no-such-code', same('elsewhere')],
  '/survey/answer': ['/survey/answer', same('elsewhere')],
  '/survey/talk': ['/survey/talk', same('elsewhere')],
  '/survey/voice/[voiceId]': ['/survey/voice/0197f000-0000-7000-8000-000000000000', same('refused')],
  '/[...rest]': ['/no/such/page', same('refused')],
  '/.well-known/certificate-keys.json': ['/.well-known/certificate-keys.json', same('opens')],
  '/api/auth/[...nextauth]': ['/api/auth/csrf', same('opens')],
  '/api/public/v1/openapi.json': ['/api/public/v1/openapi.json', same('opens')],
  '/api/public/v1/releases': ['/api/public/v1/releases', same('opens')],
  '/api/public/v1/releases/[number]': ['/api/public/v1/releases/9999', same('refused')],
  '/api/public/v1/releases/[number]/counties/[county]': [
    '/api/public/v1/releases/9999/counties/urmia',
    same('refused'),
  ],
  '/api/public/v1/releases/[number]/figures/[code]': [
    '/api/public/v1/releases/9999/figures/R-01',
    same('refused'),
  ],
  '/data/[number]': ['/data/9999', same('elsewhere')],
  '/data/[number]/[file]': ['/data/9999/figures.csv', same('refused')],
  '/embed/[chart]': ['/embed/no-such-chart', same('elsewhere')],
  '/embed/vazirmatn.woff2': ['/embed/vazirmatn.woff2', same('opens')],
  '/api/sms/v1/inbound': ['/api/sms/v1/inbound', same('refused')],
}
export const OPEN_PATHS: Record<string, string> = Object.fromEntries(
  Object.entries(OPEN).map(([route, [path]]) => [route, path]),
)

export const ROLE_ROWS: Record<string, Expected> = {
  ...FIELD,
  ...THE_PLAN,
  ...PEOPLE,
  ...BESIDE,
  ...REST,
  ...Object.fromEntries(Object.entries(OPEN).map(([route, [, expected]]) => [route, expected])),
}
