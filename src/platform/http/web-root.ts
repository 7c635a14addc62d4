import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Stands in the built index.html wherever a style nonce belongs (`html.cspNonce` of vite); each answer gets its own. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** Serves the built web app: hashed assets for ever, compressed ones when they are there, and its page for every other address. */
export async function serveWeb(app: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(path.join(root, 'index.html'))) return
  const page = readFileSync(path.join(root, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root, index: false, preCompressed: true, decorateReply: true, cacheControl: false,
    setHeaders: (reply, file) => {
      const hashed = path.relative(root, file).startsWith(`assets${path.sep}`)
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const sendPage = (_: unknown, reply: FastifyReply): FastifyReply =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page.replaceAll(NONCE_PLACEHOLDER, reply.cspNonce.style))
  app.get('/', sendPage)
  app.get('/index.html', sendPage)
  app.decorate('webPage', sendPage)
}

declare module 'fastify' {
  interface FastifyInstance {
    webPage?: (request: unknown, reply: FastifyReply) => FastifyReply
  }
}
