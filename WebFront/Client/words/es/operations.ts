import type { OperationsWords } from "../en/operations.ts";

/** What the operations page says in Spanish. */
const operations: OperationsWords = {
  charts: {
    sessions: { title: "Sesiones activas", empty: "No hay ninguna sesión abierta." },
    browsers: { title: "Navegadores conectados", empty: "No hay ningún navegador conectado." },
    connect: { title: "De Iniciar a la primera imagen", empty: "Ninguna sesión ha llegado aún a la imagen." },
    join: { title: "De Conectar a la primera imagen", empty: "Ninguna sesión ha llegado aún a la imagen." },
    invites: { title: "Invitaciones", empty: "Aún no se ha enviado ninguna invitación." },
    codes: { title: "Códigos", empty: "Aún no se ha usado ningún código." },
    routes: { title: "Rutas halladas", empty: "Aún no se ha buscado ninguna ruta." },
    probes: { title: "Pruebas del relé", empty: "No hay ningún relé configurado." },
    signals: { title: "Señales", empty: "Aún no se ha enviado ninguna señal." },
    relay: { title: "Una señal por la red de servidores", empty: "Aún no se ha enviado ninguna señal." },
    pictures: { title: "Fotos", empty: "Aún no se ha hecho ninguna foto." },
    rtt: { title: "Ida y vuelta del vídeo", empty: "No hay vídeo en este momento." },
    cpu: { title: "Uso del procesador, núcleos", empty: "Aún no hay cifras." },
  },
  median: "mediana",
  worst: "la peor de cien",
  redeemed: "usados",
  missed: "fallidos",
  allProcesses: "todos los procesos",
  nothing: "nada aún",
  columns: ["Proceso", "Estado", "Memoria", "Sesiones", "Navegadores"],
  running: "En marcha",
  silent: seconds => `Sin noticias desde hace ${seconds} s`,
  asOf: time => `Cifras de las ${time}; hay nuevas cada cinco segundos.`,
  away: "SeeSupport no responde. Esta página lo intenta de nuevo por sí sola.",
};

export default operations;
