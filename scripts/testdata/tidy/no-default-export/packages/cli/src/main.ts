const main = () => {
  switch (1 as number) {
    default:
      return;
  }
};
export { main as default }; // bad
