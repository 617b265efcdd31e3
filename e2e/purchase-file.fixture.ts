/** A purchase as other modelling tools draw it: from left to right, in lanes, with conditions and an event at a task. */
export function purchaseFile(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="Process_Purchase" name="采购申请" isExecutable="false">
    <bpmn:startEvent id="Event_Start" name="提出申请" />
    <bpmn:userTask id="Activity_Check" name="核对报价" />
    <bpmn:exclusiveGateway id="Gateway_Amount" name="金额" default="Flow_Small" />
    <bpmn:userTask id="Activity_Manager" name="总经理审批" />
    <bpmn:exclusiveGateway id="Gateway_Merge" />
    <bpmn:parallelGateway id="Gateway_Fork" />
    <bpmn:serviceTask id="Activity_Order" name="下单" />
    <bpmn:userTask id="Activity_Receive" name="收货" />
    <bpmn:boundaryEvent id="Event_Late" name="逾期" attachedToRef="Activity_Receive" cancelActivity="false">
      <bpmn:timerEventDefinition id="Timer_1"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P5D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:userTask id="Activity_Urge" name="催促供应商" />
    <bpmn:endEvent id="Event_Urged" />
    <bpmn:parallelGateway id="Gateway_Join" />
    <bpmn:endEvent id="Event_End" name="完成" />
    <bpmn:sequenceFlow id="Flow_1" sourceRef="Event_Start" targetRef="Activity_Check" />
    <bpmn:sequenceFlow id="Flow_2" sourceRef="Activity_Check" targetRef="Gateway_Amount" />
    <bpmn:sequenceFlow id="Flow_Large" name="大额" sourceRef="Gateway_Amount" targetRef="Activity_Manager">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${total &gt;= 50000}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="Flow_Small" sourceRef="Gateway_Amount" targetRef="Gateway_Merge" />
    <bpmn:sequenceFlow id="Flow_3" sourceRef="Activity_Manager" targetRef="Gateway_Merge" />
    <bpmn:sequenceFlow id="Flow_4" sourceRef="Gateway_Merge" targetRef="Gateway_Fork" />
    <bpmn:sequenceFlow id="Flow_5" sourceRef="Gateway_Fork" targetRef="Activity_Order" />
    <bpmn:sequenceFlow id="Flow_6" sourceRef="Gateway_Fork" targetRef="Activity_Receive" />
    <bpmn:sequenceFlow id="Flow_7" sourceRef="Activity_Order" targetRef="Gateway_Join" />
    <bpmn:sequenceFlow id="Flow_8" sourceRef="Activity_Receive" targetRef="Gateway_Join" />
    <bpmn:sequenceFlow id="Flow_9" sourceRef="Gateway_Join" targetRef="Event_End" />
    <bpmn:sequenceFlow id="Flow_10" sourceRef="Event_Late" targetRef="Activity_Urge" />
    <bpmn:sequenceFlow id="Flow_11" sourceRef="Activity_Urge" targetRef="Event_Urged" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram_1">
    <bpmndi:BPMNPlane id="Plane_1" bpmnElement="Process_Purchase">
${shapes.map(([id, x, y, width, height]) => `      <bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`).join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>`
}

const shapes = [
  ['Event_Start', 152, 102, 36, 36],
  ['Activity_Check', 240, 80, 100, 80],
  ['Gateway_Amount', 395, 95, 50, 50],
  ['Activity_Manager', 500, 190, 100, 80],
  ['Gateway_Merge', 655, 95, 50, 50],
  ['Gateway_Fork', 755, 95, 50, 50],
  ['Activity_Order', 860, 80, 100, 80],
  ['Activity_Receive', 860, 190, 100, 80],
  ['Event_Late', 912, 252, 36, 36],
  ['Activity_Urge', 1010, 320, 100, 80],
  ['Event_Urged', 1172, 342, 36, 36],
  ['Gateway_Join', 1025, 95, 50, 50],
  ['Event_End', 1132, 102, 36, 36],
] as const

/** The same with what cannot be run: a transaction, and a second start that leads elsewhere. */
export function refusedFile(): string {
  return purchaseFile()
    .replace(
      '<bpmn:serviceTask id="Activity_Order" name="下单" />',
      '<bpmn:transaction id="Activity_Order" name="下单" />',
    )
    .replace(
      '<bpmn:userTask id="Activity_Check"',
      '<bpmn:startEvent id="Event_Other" name="另一个开始" /><bpmn:userTask id="Activity_Check"',
    )
    .replace(
      '<bpmn:sequenceFlow id="Flow_2"',
      '<bpmn:sequenceFlow id="Flow_0" sourceRef="Event_Other" targetRef="Activity_Manager" /><bpmn:sequenceFlow id="Flow_2"',
    )
}
