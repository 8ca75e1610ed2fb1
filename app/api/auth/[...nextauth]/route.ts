import NextAuth from 'next-auth'
import { authOptions } from '@/lib/server/auth'

type Route = { params: Promise<{ nextauth: string[] }> }

// The keys are read when a request comes, not while the pages are being built.
const handler = (request: Request, route: Route): Promise<Response> => NextAuth(authOptions())(request, route)

export { handler as GET, handler as POST }
