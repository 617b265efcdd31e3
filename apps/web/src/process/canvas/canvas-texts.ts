import { defineTexts } from '@mortise/ui'

export const canvasTexts = defineTexts('process-canvas', {
  zh: {
    canvas: '流程图',
    zoomIn: '放大',
    zoomOut: '缩小',
    fit: '显示全部',
    actualSize: '实际大小',
    percent: '{percent}%',
    fold: '收起「{name}」',
    unfold: '展开「{name}」',
    otherwise: '其他情况',
    eventAt: '{name}，在「{host}」上的事件',
    leadsTo: '之后：{names}',
    empty: '流程里还没有节点',
  },
  en: {
    canvas: 'Drawing of the process',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    fit: 'Show everything',
    actualSize: 'Actual size',
    percent: '{percent} %',
    fold: 'Fold {name}',
    unfold: 'Unfold {name}',
    otherwise: 'Otherwise',
    eventAt: '{name}, event at {host}',
    leadsTo: 'then {names}',
    empty: 'There is no node in the process yet',
  },
})
