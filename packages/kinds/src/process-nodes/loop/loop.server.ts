import { holds } from '../../process-parts/node-records.server.ts'
import { defineNodeServer } from '../../process-services.ts'
import loop, { type LoopOptions } from './loop.ts'

export default defineNodeServer(loop, async (question) => ({
  holds: await holds(question, (question.node.options as LoopOptions).condition),
}))
