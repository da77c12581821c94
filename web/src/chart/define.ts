export const defineCharts = (): void => {};
