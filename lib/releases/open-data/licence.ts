/**
 * The licence under which the figures are given away: anybody may copy, change and sell them and names the source. An office
 * that decides otherwise changes this and the sentences of `open-data.licence`: docs/decisions/0024-open-data-of-a-release.md.
 */
export const LICENCE = {
  code: 'CC-BY-4.0',
  href: 'https://creativecommons.org/licenses/by/4.0/',
  title: 'Creative Commons Attribution 4.0 International',
} as const
