# A reader says it, not the report.
# told: claim changed “12 fighters were killed” | voice: report → comment
DELETE { ?claim ckg:voice ckg:ReportVoice . ?content ckg:voice ckg:ReportVoice }
INSERT { ?claim ckg:voice ckg:CommentVoice . ?content ckg:voice ckg:CommentVoice }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "12 fighters were killed" . }
