"""Answers to questions: papers, topics and how they spread."""
