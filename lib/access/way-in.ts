import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/shared/locale'
import type { Role } from './policy'

/** The header by which the proxy tells a page its own address. The proxy always overwrites it. */
export const PATH_HEADER = 'x-tabavar-path'

/** Roles whose work is in the neighbourhood, on a phone that stays hers: they stay signed in. */
export const FIELD_ROLES: readonly Role[] = ['FACILITATOR', 'TRAINER', 'VOLUNTEER_COORDINATOR']

/** Roles whose whole work is with the hamyar groups. */
const HAMYAR_ROLES: readonly Role[] = ['WELFARE_OFFICER', 'COUNTY_WELFARE_OFFICER', 'SOCIAL_WORKER']

/** Roles whose whole work is with the social associations. */
const ASSOCIATION_ROLES: readonly Role[] = [
  'ASSOCIATION_OFFICER',
  'CULTURAL_OFFICER',
  'VOLUNTEER_COORDINATOR',
]

const HOURS_12 = 12 * 60 * 60
const DAYS_30 = 30 * 24 * 60 * 60

/** Whether every role somebody holds is a field role. Without a role one is treated as the office is: briefly. */
export function worksInField(roles: readonly Role[]): boolean {
  return roles.length > 0 && roles.every((role) => FIELD_ROLES.includes(role))
}

/** How long a session lasts: 30 days from the last visit in the field, 12 hours in an office. Twin: app.session_life. */
export function sessionSeconds(roles: readonly Role[]): number {
  return worksInField(roles) ? DAYS_30 : HOURS_12
}

/** Where somebody lands who was not going anywhere. */
export function homePath(roles: readonly Role[], locale: Locale): string {
  if (roles.length > 0 && roles.every((role) => role === 'COUNSELLOR')) return `/${locale}/office/referrals`
  if (roles.length > 0 && roles.every((role) => role === 'NATIONAL_VIEWER'))
    return `/${locale}/office/national`
  if (roles.length > 0 && roles.every((role) => role === 'GROUP_BOOKKEEPER')) return `/${locale}/book`
  if (hamyarOnly(roles)) return `/${locale}/office/hamyar`
  if (associationsOnly(roles)) return `/${locale}/office/associations`
  if (charityOnly(roles))
    return `/${locale}/office/charities${roles.includes('CHARITY_OFFICER') ? '' : '/own'}`
  return worksInField(roles) ? `/${locale}/today` : `/${locale}/office`
}

/** Whether somebody's whole work is with the charities, which have their own overview. */
export function charityOnly(roles: readonly Role[]): boolean {
  return roles.length > 0 && roles.every((role) => role === 'CHARITY_OFFICER' || role === 'PROVIDER')
}

/** Whether somebody's whole work is with the hamyar groups: the resilience programme's overview would be empty. */
export function hamyarOnly(roles: readonly Role[]): boolean {
  return roles.length > 0 && roles.every((role) => HAMYAR_ROLES.includes(role))
}

/** Whether somebody's whole work is with the social associations, which have their own first page. */
export function associationsOnly(roles: readonly Role[]): boolean {
  return roles.length > 0 && roles.every((role) => ASSOCIATION_ROLES.includes(role))
}

/** Whether somebody's whole work is the facilitators' class: she has no groups, and their figures would be noughts. */
export function teachesOnly(roles: readonly Role[]): boolean {
  return roles.length > 0 && roles.every((role) => role === 'TRAINER')
}

/**
 * A wish to go on somewhere after signing in, if it is a page of this site: a path under a language, nothing a browser
 * could read as another host («//», «/\», a control character).
 */
export function safeNext(wish: string | null | undefined): string | null {
  if (
    !wish ||
    wish.length > 500 ||
    !/^\/(fa|en)(?=$|[/?#])[^\\\p{Cc}]*$/u.test(wish) ||
    wish.startsWith('//')
  )
    return null
  const url = new URL(wish, 'http://this.invalid')
  if (url.host !== 'this.invalid' || /^\/(fa|en)\/(sign-in|sign-out|invitation)(\/|$)/.test(url.pathname))
    return null
  return isLocale(url.pathname.split('/')[1]) ? url.pathname + url.search : null
}

/** The sign-in page, remembering where one was going. */
export function signInPath(locale: Locale = DEFAULT_LOCALE, next?: string | null): string {
  const wish = safeNext(next)
  return `/${locale}/sign-in${wish ? `?next=${encodeURIComponent(wish)}` : ''}`
}

/** The page that asks for the second factor (or for a fresh one), remembering where one was going. */
export function secondFactorPath(locale: Locale = DEFAULT_LOCALE, next?: string | null): string {
  const wish = safeNext(next)
  return `/${locale}/second-factor${wish ? `?next=${encodeURIComponent(wish)}` : ''}`
}
