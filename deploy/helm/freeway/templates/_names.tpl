{{- define "freeway.name" -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "freeway.selector" -}}
app.kubernetes.io/name: freeway
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "freeway.labels" -}}
{{ include "freeway.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "freeway.config" -}}
{{- $drain := dict "notice" (printf "%ds" (int .Values.drain.notice)) "finish" (printf "%ds" (int .Values.drain.finish)) -}}
{{- $listen := dict "host" "0.0.0.0" "port" 8787 "behind_proxy" true -}}
{{- merge (dict "listen" $listen "drain" $drain) .Values.config | toYaml -}}
{{- end -}}
