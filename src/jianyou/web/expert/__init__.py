"""The experts' pages: what is mine to judge, the dossier beside the rubric, and nothing else."""
