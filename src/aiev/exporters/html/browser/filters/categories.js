// What arXiv's categories are about, for those that lists of such papers come from most; others are
// called by their codes. Source: https://arxiv.org/category_taxonomy

const CATEGORIES = {
  "cs.AI": "Artificial intelligence", "cs.AR": "Hardware architecture", "cs.CC": "Complexity",
  "cs.CL": "Computation and language", "cs.CR": "Cryptography and security",
  "cs.CV": "Computer vision", "cs.CY": "Computers and society", "cs.DB": "Databases",
  "cs.DC": "Distributed computing", "cs.DS": "Data structures and algorithms",
  "cs.ET": "Emerging technologies", "cs.GR": "Graphics", "cs.GT": "Game theory",
  "cs.HC": "Human-computer interaction", "cs.IR": "Information retrieval",
  "cs.IT": "Information theory", "cs.LG": "Machine learning", "cs.LO": "Logic",
  "cs.MA": "Multiagent systems", "cs.MM": "Multimedia", "cs.MS": "Mathematical software",
  "cs.NE": "Neural and evolutionary computing", "cs.NI": "Networking",
  "cs.OS": "Operating systems", "cs.PF": "Performance", "cs.PL": "Programming languages",
  "cs.RO": "Robotics", "cs.SD": "Sound", "cs.SE": "Software engineering",
  "cs.SI": "Social networks", "cs.SY": "Systems and control",
  "eess.AS": "Audio and speech processing", "eess.IV": "Image and video processing",
  "eess.SP": "Signal processing", "eess.SY": "Systems and control (eess)",
  "math.OC": "Optimization and control", "math.ST": "Statistics theory",
  "q-bio.QM": "Quantitative methods", "quant-ph": "Quantum physics",
  "stat.ME": "Methodology", "stat.ML": "Machine learning (statistics)",
};

const categoryName = (code) => CATEGORIES[code] ?? code;
