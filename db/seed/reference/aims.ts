import type { Programme } from '@/lib/access/policy'

export type AimRow = {
  code: string
  programme: Programme
  seq: number
  fa: string
  en: string
  source: string
}

const LINES = `
A1|RESILIENCE|S3-8|ارتقای آگاهی و سطح سلامت روانی، جسمانی و اجتماعی زنان و خانواده‌ها|Awareness and level of mental, physical and social health of women and families
A2|RESILIENCE|S3-9|افزایش تاب‌آوری اجتماعی خانواده‌ها در برابر آسیب‌های اجتماعی|Social resilience of families against social harms
A3|RESILIENCE|S3-10|توسعهٔ مشارکت در امور شهری|Participation in urban affairs
A4|RESILIENCE|S3-11|ارتقای فرهنگ شهرنشینی|Culture of urban living
A5|RESILIENCE|S3-12|کاهش آسیب‌های اجتماعی|Reducing social harms
A6|RESILIENCE|S3-13|آشنایی کنشگران مدنی و جوامع محلی با فرایند تحلیل سیستم‌های تاب‌آور|Acquainting civic activists and local communities with the analysis of resilient systems
A7|RESILIENCE|S3-14|تقویت تعاملات اجتماعی در جوامع محلی برای عبور از چالش‌های اجتماعی و محیطی|Social interactions in local communities, to overcome social and environmental challenges
A8|RESILIENCE|S3-15|ارتقای مشارکت جامعهٔ محلی در برنامه‌ریزی‌ها، مدیریت امور شهری و کاهش آسیب‌های اجتماعی|Participation of the local community in planning, urban management and reducing social harms
HG-01|HAMYAR|S0-7|کاهش وابستگی|Less dependency
HG-02|HAMYAR|S0-7|توانمندسازی زنان سرپرست خانوار|Empowering women heads of household
HG-03|HAMYAR|S0-7|مشارکت در حمایت‌های مادی و معنوی|Participation in material and moral support
HG-04|HAMYAR|S0-7|اشتغال‌زایی پایدار|Sustainable job creation
HG-05|HAMYAR|S0-10|توانمندسازی اجتماعی، اقتصادی، فرهنگی و روانی|Social, economic, cultural and psychological empowerment
HG-06|HAMYAR|S0-10|عزت نفس|Self-esteem
HG-07|HAMYAR|S0-10|خودباوری|Self-belief
HG-08|HAMYAR|S0-10|روحیهٔ همکاری جمعی و مشارکتی|Collective, participatory co-operation
HG-09|HAMYAR|S0-10|قدرت تصمیم‌گیری در حل مسائل|Decision-making power in problem solving
HG-10|HAMYAR|S0-10|تغییر در نگرش و ارزش‌ها|Change of attitudes and values
HG-11|HAMYAR|S0-10|زمینهٔ رشد استعدادها و توانایی‌ها|Growth of talents and capabilities
HG-12|HAMYAR|S0-10|احساس کفایت اعضا|Members' sense of competence
HG-13|HAMYAR|S0-10|زمینهٔ آسایش روحی و روانی|Psychological comfort
HG-14|HAMYAR|S1-14|شرایط تبدیل توانایی‌های بالقوه به بالفعل|Turning potential abilities into actual ones
HG-15|HAMYAR|S1-15|افزایش اعتماد به نفس و قدرت تصمیم‌گیری در حل مسائل|Self-confidence and decision-making power
HG-16|HAMYAR|S1-16|ارتقای دانش و آگاهی خانواده برای شناخت و حل مشکلات خود|Family knowledge, to know and solve its own problems
HG-17|HAMYAR|S1-17|کاهش هزینه‌های مالی دولت و جلوگیری از وابستگی به حمایت مستقیم|Less cost to the state and no long dependence on direct support
HG-18|HAMYAR|S1-18|رشد شخصیت، خودشناسی و رابطهٔ سازنده و خلاق با دیگران|Personal growth and constructive, creative relations
HG-19|HAMYAR|S1-19|حل مشکلات اقتصادی بدون اتکا به دولت با شیوه‌های همیاری|Solving economic problems by mutual help
HG-20|HAMYAR|S1-20|کاهش دیوان‌سالاری و انضباط چرخهٔ دریافت خدمات|Less bureaucracy and an orderly cycle of services
HG-21|HAMYAR|S1-21|رشد استعدادها و آگاهی از منابع اجتماعی جامعه|Growth of talents and awareness of social resources
CD-01|CHARITY|S2-4|ارتقای سطح خدمات با مشارکت‌های مردمی|Raising the level of services with public participation
CD-02|CHARITY|S2-5|واگذاری خدمات به مردم و مؤسسات خیریه|Handing services to the people and charities
CD-03|CHARITY|S2-7|شناسایی نیازهای مددجویان و برنامه‌ریزی برای رفع آنها با خیّران|Identifying clients' needs and removing them with benefactors
CD-04|CHARITY|S2-8|احصای نیازهای جدید و ارائهٔ خدمات متناسب|Enumerating new needs and matching services
CD-05|CHARITY|S2-11|فرهنگ‌سازی برای افزایش مشارکت مردم|Culture-building for public participation
CD-06|CHARITY|S2-14|توانمندسازی، اشتغال و خودکفایی مددجویان|Empowerment, employment and self-sufficiency of clients
SA-01|ASSOCIATION|S4-7|خدمات داوطلبانه و مردمی و توانمندسازی جامعهٔ هدف|Voluntary, popular service and empowerment of the target community
SA-02|ASSOCIATION|S4-14|خدمت داوطلبانه به اقشار گوناگون، به‌ویژه جامعهٔ هدف بهزیستی|Voluntary service to different strata, above all the target community`

/** Aims of the four programmes in the words of their sources. */
export const AIMS: AimRow[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [code = '', programme = '', source = '', fa = '', en = ''] = line.split('|')
    return { code, programme: programme as Programme, seq: Number(code.replace(/\D/g, '')), fa, en, source }
  })
