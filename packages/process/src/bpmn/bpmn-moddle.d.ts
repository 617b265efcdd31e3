declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: object)
    fromXML(xml: string): Promise<{
      rootElement: unknown
      elementsById: Record<string, unknown>
      warnings: { message: string; element?: unknown; property?: string; value?: string }[]
    }>
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>
    create(type: string, attributes?: object): unknown
    createAny(name: string, uri: string, properties?: object): unknown
  }
}
