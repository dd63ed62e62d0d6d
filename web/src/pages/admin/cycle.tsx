export default function Coming() {
  return <main />;
}
