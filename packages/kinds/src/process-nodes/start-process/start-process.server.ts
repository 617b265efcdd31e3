import { recordOf } from '../../process-parts/node-records.server.ts'
import { defineOutsideNode } from '../../process-services.ts'
import startProcess, { type StartProcessOptions } from './start-process.ts'

export default defineOutsideNode(startProcess, async (question, outside) => {
  const { process, of } = question.node.options as StartProcessOptions
  const about = question.services.scope.model.processes.get(process)?.entity !== undefined
  return { instance: await outside.start({ process, recordId: about ? recordOf(question, of).id : null }) }
})
