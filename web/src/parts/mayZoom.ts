/**
 * Whether d3-zoom takes *event*: the wheel with Ctrl (or Cmd), the main button, and at least so many *fingers*.
 * The wheel alone, and one finger where two are asked for, scroll the page as they do everywhere else on it.
 */
export function mayZoom(event: Event, fingers = 2): boolean {
  if ("touches" in event) return (event as TouchEvent).touches.length >= fingers;
  const { ctrlKey, metaKey, button } = event as MouseEvent;
  return event.type === "wheel" ? ctrlKey || metaKey : !ctrlKey && !button;
}
