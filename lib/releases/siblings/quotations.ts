import type { PublicRelease, PublicSource, Text } from '../public-release'
import type { Sibling } from './kinds'

type Quotation = PublicRelease['quotations'][number]
/** `province`: the code of the one it was said of; null where it was said of all. */
type Said = Quotation & { programme: Sibling; province: string | null }

const source = (title: Text, publisher: Text): PublicSource => ({ title, publisher, dated: null, href: null })
const of =
  (programme: Sibling, province: string | null, from: PublicSource) =>
  (fa: string, en: string): Said => ({ programme, province, text: { fa, en }, source: from })

const ofGroups = of(
  'HAMYAR',
  '19',
  source(
    {
      fa: 'توانمندسازی ۲۳ گروه همیار زنان سرپرست خانوار بهزیستی',
      en: 'Empowerment of Behzisti’s 23 hamyar groups of women heads of household',
    },
    { fa: 'موج رسا، به نقل از بهزیستی استان زنجان', en: 'Mowj-e Rasa, after Behzisti of Zanjan province' },
  ),
)
const ofGroupServices = of(
  'HAMYAR',
  null,
  source(
    {
      fa: 'خدمات گروه همیار زنان سرپرست خانوار',
      en: 'Services of the hamyar groups of women heads of household',
    },
    {
      fa: 'دفتر امور زنان و خانوادهٔ سازمان بهزیستی',
      en: 'Behzisti organisation, office of women and family affairs',
    },
  ),
)
const ofCharities = of(
  'CHARITY',
  '19',
  source(
    {
      fa: 'خدمات‌رسانی به مددجویان بهزیستی به مؤسسات خیریه واگذار می‌شود',
      en: 'Service to Behzisti’s clients is being handed to charities',
    },
    { fa: 'خبرگزاری تسنیم، زنجان', en: 'Tasnim news agency, Zanjan' },
  ),
)
const ofAssociations = of(
  'ASSOCIATION',
  '12',
  source(
    {
      fa: 'نحوهٔ تشکیل و راه‌اندازی هیأت‌های اجتماعی مددجویان بهزیستی کردستان',
      en: 'How to form and launch social associations of Kurdistan Behzisti’s clients',
    },
    { fa: 'روابط عمومی بهزیستی استان کردستان', en: 'Public relations of Kurdistan Behzisti' },
  ),
)

const SAID: readonly Said[] = [
  ofGroups(
    'بهزیستی اقدام به تشکیل و حمایت از گروه‌های همیار با هدف کاهش وابستگی، توانمندسازی زنان سرپرست خانوار، مشارکت زنان سرپرست خانوار در راستای حمایت‌های مادی و معنوی و اشتغال‌زایی پایدار نموده است.',
    'Behzisti has formed and supported hamyar groups in order to reduce dependency, to empower women heads of household, for their participation towards material and moral support, and for sustainable job creation.',
  ),
  ofGroups(
    'افتتاح دو گروه همیار میناکاری و ملیله‌کاری در بهمن‌ماه سال جاری با اشتغال ۱۱ نفر در شهرستان زنجان',
    'The opening of two hamyar groups, of enamel work and filigree, in Bahman of the current year, with 11 people employed, in Zanjan county',
  ),
  ofGroupServices(
    'تلاش در جهت افزایش اعتماد به نفس و قدرت تصمیم‌گیری خدمت‌گیرندگان در حل مشکلات',
    'To raise the self-confidence of those served and their power to decide in solving problems',
  ),
  ofGroupServices(
    'مددکار مربوطه از بدو شروع کار گروه تا رسیدن به خودکفایی و بازتوانی در کنار آنان به صورت فعال قرار دارد.',
    'The social worker is actively beside them from the start of the group until self-sufficiency and rehabilitation.',
  ),
  ofCharities(
    'واگذاری خدمات به مردم و مؤسسات خیریه یکی از اهداف بهزیستی استان است.',
    'Handing services to the people and to charities is one of the aims of the provincial Behzisti.',
  ),
  ofCharities(
    '۱۵۲ نوع فعالیت توسط بهزیستی به جامعهٔ هدف ارائه می‌شود که زمینهٔ وسیعی را برای مشارکت خیران فراهم کرده است.',
    '152 kinds of activity are offered by Behzisti to its target community, which gives benefactors wide ground to take part.',
  ),
  ofCharities(
    'لازم است مؤسسات خیریه توانمندسازی مددجویان را به عنوان هدفی اساسی دنبال کنند.',
    'Charities must pursue the empowerment of clients as a basic goal.',
  ),
  ofAssociations(
    'هدف از تشکیل هیأت‌های اجتماعی، انجام خدمات داوطلبانه و مردمی و توانمندسازی جامعهٔ هدف است.',
    'Social associations are formed for voluntary, popular service and to empower the target community.',
  ),
  ofAssociations(
    'لازمهٔ شروع کار، تشکیل حداقل یک هیأت اجتماعی در هر شهرستان بوده است.',
    'What is needed to start is at least one social association in every county.',
  ),
  ofAssociations(
    'هیأت‌های اجتماعی تنها مختص ماه‌های محرم و صفر نبوده و در تمام اوقات سال قابلیت اجرایی دارند.',
    'Social associations are not only for the months of Muharram and Safar; they can run at all times of the year.',
  ),
]

/** What the source documents state of a programme in a province, in their words: never told among the figures. */
export const quotationsOf = (programme: Sibling, province: string): Quotation[] =>
  SAID.filter((one) => one.programme === programme && (one.province ?? province) === province).map(
    ({ text, source: from }) => ({ text, source: from }),
  )
